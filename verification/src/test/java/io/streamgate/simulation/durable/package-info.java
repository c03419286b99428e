/** A store whose changes outlive a simulated crash, or do not, as those of the store on SQLite. */
@NullMarked
package io.streamgate.simulation.durable;

import org.jspecify.annotations.NullMarked;
