/** Random requests, determined by a seed. */
@NullMarked
package io.streamgate.fuzz;

import org.jspecify.annotations.NullMarked;
