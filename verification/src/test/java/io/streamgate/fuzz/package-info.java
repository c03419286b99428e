/** Requests that nobody thought of, made from a seed. */
@NullMarked
package io.streamgate.fuzz;

import org.jspecify.annotations.NullMarked;
