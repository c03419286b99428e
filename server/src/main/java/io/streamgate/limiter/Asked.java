package io.streamgate.limiter;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.policy.Policy;
import java.time.Instant;

/** A call under way: by whom, by which policy, at what time. */
public record Asked(Caller caller, Policy policy, Instant now) {

  /** Whose streams it is about. */
  public ViewerId viewer() {
    return caller.viewer();
  }
}
