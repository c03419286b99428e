/** The sqlite store of a process that has reached a limit of its machine. */
@NullMarked
package io.streamgate.store.sqlite.limits;

import org.jspecify.annotations.NullMarked;
