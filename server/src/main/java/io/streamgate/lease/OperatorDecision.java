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
   * @param isComplete whether there was nothing left to erase or to remember
   */
  record Erased(List<Ended> all, LeaseSet next, boolean isComplete) implements OperatorDecision {
    public Erased {
      all = List.copyOf(all);
    }
  }
}
