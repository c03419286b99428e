/** Requests that nobody thought of, made from a seed. */
@NullMarked
package io.streamgate.http.fuzz;

import org.jspecify.annotations.NullMarked;
