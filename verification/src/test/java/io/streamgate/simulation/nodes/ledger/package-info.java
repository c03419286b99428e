/** The book that is kept of a simulation, and what always has to hold in it. */
@NullMarked
package io.streamgate.simulation.nodes.ledger;

import org.jspecify.annotations.NullMarked;
