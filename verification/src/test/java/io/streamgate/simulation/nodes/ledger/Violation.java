package io.streamgate.simulation.nodes.ledger;

/** An invariant did not hold. Says which, by its number in the design, when, and what led to it. */
public final class Violation extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int invariant;

  Violation(int invariant, String message) {
    super(message);
    this.invariant = invariant;
  }

  /** The number of {@link Invariant}. */
  public int invariant() {
    return invariant;
  }
}
