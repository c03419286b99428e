package io.streamgate.policy;

import io.streamgate.identity.Viewer;
import io.streamgate.lease.Rules.Limit;

/** Provides the plan of a viewer. Called from any thread, for every request: no I/O. */
public interface PolicySource {

  /** The current plan of {@code viewer}. */
  Plan planOf(Viewer viewer);

  /** One plan for all viewers. */
  static PolicySource forEveryone(Plan plan) {
    return _ -> plan;
  }

  /**
   * These plans, but a viewer's own limit replaces the plan's.
   *
   * @param mostStreams the bound of the store, which no limit exceeds
   * @param whenCut called for each request whose viewer has a number above the bound; on any thread
   */
  default PolicySource withOwnLimits(int mostStreams, Runnable whenCut) {
    return viewer -> {
      var plan = planOf(viewer);
      var own = viewer.limit();
      if (own == null) {
        return plan;
      }
      if (own instanceof Limit.AtMost(var streams) && streams > mostStreams) {
        whenCut.run();
      }
      return plan.limitedTo(own.within(mostStreams));
    };
  }
}
