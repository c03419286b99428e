/** The known facts about each viewer, and the checks of the invariants against them. */
@NullMarked
package io.streamgate.simulation.ledger;

import org.jspecify.annotations.NullMarked;
