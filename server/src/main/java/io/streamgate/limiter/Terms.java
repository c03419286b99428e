package io.streamgate.limiter;

import io.streamgate.identity.Caller;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Entitlement;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.policy.Offer;
import io.streamgate.policy.Pace;
import io.streamgate.policy.Plan;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The context of a call: the caller, what its viewer may, the lease and interval, and the time.
 *
 * @param plan the plan that holds; until the store has answered, without an override
 */
public record Terms(Caller caller, Offer offer, Plan plan, Pace pace, Instant now) {

  /** The terms before the store has answered. */
  public Terms(Caller caller, Offer offer, Pace pace, Instant now) {
    this(caller, offer, offer.plan(), pace, now);
  }

  /** The viewer whose streams the call is about. */
  public ViewerId viewer() {
    return caller.viewer().id();
  }

  /** How often a player sends a heartbeat. */
  public Duration heartbeatInterval() {
    return pace.heartbeatInterval();
  }

  /** The name of the plan that holds; null without plans. */
  public @Nullable String planName() {
    return plan.name();
  }

  /** How many streams the viewer may watch at the same time. */
  public Limit limit() {
    return plan.limit();
  }

  /** How long a stream stays live without a heartbeat. */
  public Duration lease() {
    return pace.lease();
  }

  /** These terms for a viewer with that override, or with none. */
  public Terms under(@Nullable ViewerOverride override) {
    return override == null || !override.holdsAt(now)
        ? this
        : new Terms(caller, offer, offer.under(override), pace, now);
  }

  /** The part of these terms that {@link io.streamgate.lease.LeaseSet} decides by. */
  Entitlement entitlement() {
    return offer.at(pace);
  }
}
