package io.streamgate.policy;

import io.streamgate.identity.Viewer;

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
   */
  default PolicySource withOwnLimits(int mostStreams) {
    return viewer -> {
      var plan = planOf(viewer);
      var own = viewer.limit();
      return own == null ? plan : plan.limitedTo(own.within(mostStreams));
    };
  }
}
