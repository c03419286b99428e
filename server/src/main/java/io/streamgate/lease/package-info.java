/**
 * The kernel: which streams hold a slot, until when, and which starts are refused. Values and pure
 * functions; no clock, no I/O, no logging.
 */
@NullMarked
package io.streamgate.lease;

import org.jspecify.annotations.NullMarked;
