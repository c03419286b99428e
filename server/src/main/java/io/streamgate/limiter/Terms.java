package io.streamgate.limiter;

import io.streamgate.identity.Caller;
import io.streamgate.lease.Rules;
import io.streamgate.lease.Rules.Limit;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.policy.Pace;
import io.streamgate.policy.Plan;
import java.time.Duration;
import java.time.Instant;

/** The context of a call: the caller, the plan, the lease and interval, and the time. */
public record Terms(Caller caller, Plan plan, Pace pace, Instant now) {

  /** The viewer whose streams the call is about. */
  public ViewerId viewer() {
    return caller.viewer().id();
  }

  /** How often a player sends a heartbeat. */
  public Duration heartbeatInterval() {
    return pace.heartbeatInterval();
  }

  /** How many streams the viewer may watch at the same time. */
  public Limit limit() {
    return plan.limit();
  }

  /** How long a stream stays live without a heartbeat. */
  public Duration lease() {
    return pace.lease();
  }

  /** The part of these terms that {@link io.streamgate.lease.LeaseSet} decides by. */
  Rules rules() {
    return plan.at(pace);
  }
}
