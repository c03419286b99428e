/**
 * The kernel: who holds a slot, until when, and who is refused. Values and pure functions; no
 * clock, no I/O, no logging.
 */
@NullMarked
package io.streamgate.lease;

import org.jspecify.annotations.NullMarked;
