/** Streams: what one is while it holds a slot, and what is left of it after its end. */
@NullMarked
package io.streamgate.lease.stream;

import org.jspecify.annotations.NullMarked;
