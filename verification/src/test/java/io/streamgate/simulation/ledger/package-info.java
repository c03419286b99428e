/** What players of a simulation say and are told, and the checks of it, which know no kernel. */
@NullMarked
package io.streamgate.simulation.ledger;

import org.jspecify.annotations.NullMarked;
