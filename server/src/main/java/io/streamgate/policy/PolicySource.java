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
}
