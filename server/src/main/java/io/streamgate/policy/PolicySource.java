package io.streamgate.policy;

import io.streamgate.identity.Viewer;

/** Says which plan holds for a viewer. Called from any thread, for every request: no I/O. */
public interface PolicySource {

  /** The plan that holds for {@code viewer} now. */
  Plan planOf(Viewer viewer);

  /** One plan for all. */
  static PolicySource forEveryone(Plan plan) {
    return _ -> plan;
  }
}
