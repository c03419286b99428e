package io.streamgate.limiter;

import io.streamgate.identity.Caller;
import io.streamgate.lease.Rules;
import io.streamgate.lease.Rules.Limit;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.policy.Pace;
import io.streamgate.policy.Plan;
import java.time.Duration;
import java.time.Instant;

/** A call under way: by whom, by which plan, at which pace, at what time. */
public record Terms(Caller caller, Plan plan, Pace pace, Instant now) {

  /** Whose streams it is about. */
  public ViewerId viewer() {
    return caller.viewer().id();
  }

  /** How often its players say that they still play. */
  public Duration heartbeatInterval() {
    return pace.heartbeatInterval();
  }

  /** How many streams the viewer may have at once. */
  public Limit limit() {
    return plan.limit();
  }

  /** How long a stream stays live without another sign of life. */
  public Duration lease() {
    return pace.lease();
  }

  /** What the kernel decides a start by. */
  Rules rules() {
    return plan.at(pace);
  }
}
