/** What is known of each viewer, and the checks of the invariants against it. */
@NullMarked
package io.streamgate.simulation.ledger;

import org.jspecify.annotations.NullMarked;
