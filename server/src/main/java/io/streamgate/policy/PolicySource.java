package io.streamgate.policy;

import io.streamgate.lease.id.ViewerId;

/** Says which policy holds for a viewer. Called from any thread, for every request: no I/O. */
public interface PolicySource {

  /** The policy that holds for {@code viewer} now. */
  Policy policyOf(ViewerId viewer);

  /** One policy for all. */
  static PolicySource forEveryone(Policy policy) {
    return _ -> policy;
  }
}
