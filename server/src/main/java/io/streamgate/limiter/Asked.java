package io.streamgate.limiter;

import io.streamgate.identity.Caller;
import io.streamgate.lease.Rules.Limit;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.policy.Policy;
import java.time.Duration;
import java.time.Instant;

/** A call under way: by whom, by which policy, at what time. */
public record Asked(Caller caller, Policy policy, Instant now) {

  /** Whose streams it is about. */
  public ViewerId viewer() {
    return caller.viewer();
  }

  /** How often its players say that they still play. */
  public Duration heartbeatInterval() {
    return policy.heartbeatInterval();
  }

  /** How many streams the viewer may have at once. */
  public Limit limit() {
    return policy.rules().limit();
  }

  /** How long a stream stays live without another sign of life. */
  public Duration lease() {
    return policy.rules().lease();
  }
}
