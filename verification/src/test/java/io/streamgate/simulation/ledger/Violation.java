package io.streamgate.simulation.ledger;

/** An invariant was violated: which one, when, and the events that led to it. */
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
