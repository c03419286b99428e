/** The reference implementation, in memory: a map, the kernel and a lock per viewer. */
@NullMarked
package io.streamgate.store.memory;

import org.jspecify.annotations.NullMarked;
