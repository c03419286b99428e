/** The plans of the simulated viewers, and what they allow. */
@NullMarked
package io.streamgate.simulation.plans;

import org.jspecify.annotations.NullMarked;
