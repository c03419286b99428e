package io.streamgate.simulation.ledger;

import io.streamgate.lease.Rules.AtLimit;
import io.streamgate.lease.Rules.Limit;
import io.streamgate.lease.Rules.SameDevice;
import io.streamgate.policy.Pace;
import java.time.Duration;

/**
 * What a viewer has paid for.
 *
 * @param bound how many streams at once; 100 for as many as there are
 * @param startsPerMinute 0 for as many as come
 */
public record Plan(int bound, AtLimit atLimit, SameDevice sameDevice, int startsPerMinute) {

  public static final int UNLIMITED = 100;

  /** A lease of 90 seconds, and a heartbeat every 30. */
  public static final Pace PACE =
      new Pace(Duration.ofSeconds(90), Duration.ofSeconds(30), Pace.OnStoreFailure.REFUSE);

  /** So many streams; the next one is refused, and a device replaces its own. */
  public static Plan of(int bound) {
    return new Plan(bound, AtLimit.REFUSE, SameDevice.REPLACES, 0);
  }

  public Plan with(AtLimit rule) {
    return new Plan(bound, rule, sameDevice, startsPerMinute);
  }

  public Plan with(SameDevice rule) {
    return new Plan(bound, atLimit, rule, startsPerMinute);
  }

  public Plan withStartsPerMinute(int starts) {
    return new Plan(bound, atLimit, sameDevice, starts);
  }

  /** The same in the product's words. */
  public io.streamgate.policy.Plan ofProduct() {
    Limit limit = bound == UNLIMITED ? new Limit.Unlimited() : new Limit.AtMost(bound);
    return new io.streamgate.policy.Plan(limit, atLimit, sameDevice, startsPerMinute);
  }
}
