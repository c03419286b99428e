/** The reference: a map, the kernel and a lock per viewer. Forgets everything with the process. */
@NullMarked
package io.streamgate.store.memory;

import org.jspecify.annotations.NullMarked;
