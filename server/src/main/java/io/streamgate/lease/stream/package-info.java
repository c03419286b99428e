/** Streams, while they hold a slot and after their end. */
@NullMarked
package io.streamgate.lease.stream;

import org.jspecify.annotations.NullMarked;
