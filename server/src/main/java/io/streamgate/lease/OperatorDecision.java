package io.streamgate.lease;

import io.streamgate.lease.stream.Ended;
import java.util.List;

/** The decision on what an operator does to a viewer. {@code next} is the viewer's new set. */
public sealed interface OperatorDecision extends Decision {

  /** An override was set or removed. */
  record Overridden(LeaseSet next) implements OperatorDecision {}

  /**
   * All members were ended.
   *
   * @param all the streams that ended, in order of their start
   */
  record Terminated(List<Ended> all, LeaseSet next) implements OperatorDecision {
    public Terminated {
      all = List.copyOf(all);
    }
  }

  /**
   * The viewer's data was erased. What is left in {@code next} are ids, so that a start that is
   * repeated is not admitted twice.
   *
   * @param all the members that ended, without their data; they go to no history
   * @param isComplete whether the set had nothing to erase, so that nothing is left of the viewer
   */
  record Erased(List<Ended> all, LeaseSet next, boolean isComplete) implements OperatorDecision {
    public Erased {
      all = List.copyOf(all);
    }

    /** This decision, which is not complete unless the store has nothing left either. */
    public Erased completeOnlyIf(boolean isGone) {
      return new Erased(all, next, isComplete && isGone);
    }
  }
}
