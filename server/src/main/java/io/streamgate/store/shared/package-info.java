/** The parts that every store on a shared service needs. */
@NullMarked
package io.streamgate.store.shared;

import org.jspecify.annotations.NullMarked;
