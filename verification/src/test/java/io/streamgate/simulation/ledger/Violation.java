package io.streamgate.simulation.ledger;

import java.util.List;

/** An invariant that did not hold, and what led to it. */
public final class Violation extends AssertionError {

  private static final long serialVersionUID = 1;

  private final int invariant;

  Violation(int invariant, String rule, List<String> trace) {
    super(
        "invariant %d: %s%nThe viewer's last events, the last one being the fault:%n  %s"
            .formatted(invariant, rule, String.join("\n  ", trace)));
    this.invariant = invariant;
  }

  /** Its number in the list of invariants. */
  public int invariant() {
    return invariant;
  }
}
