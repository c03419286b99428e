/** Bugs that the simulation has to find. */
@NullMarked
package io.streamgate.simulation.bugs;

import org.jspecify.annotations.NullMarked;
