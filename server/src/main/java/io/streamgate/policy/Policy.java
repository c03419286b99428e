package io.streamgate.policy;

import io.streamgate.lease.Rules;
import java.time.Duration;

/**
 * What a viewer's plan allows.
 *
 * @param heartbeatInterval how often a player says that it still plays; at most a third of the
 *     lease
 * @param startsPerMinute how many starts, whatever their outcome, one node hears in a minute; 0 for
 *     as many as come
 */
public record Policy(
    Rules rules, Duration heartbeatInterval, int startsPerMinute, OnStoreFailure onStoreFailure) {

  /** What a start gets while the store does not answer. */
  public enum OnStoreFailure {
    /** 503: nobody plays uncounted. */
    REFUSE,
    /** It plays uncounted, and every answer says so. */
    ADMIT
  }

  public Policy {
    if (!heartbeatInterval.isPositive()
        || heartbeatInterval.multipliedBy(3).compareTo(rules.lease()) > 0) {
      throw new IllegalArgumentException(
          "a lease of " + rules.lease() + " is less than three times " + heartbeatInterval);
    }
    if (startsPerMinute < 0) {
      throw new IllegalArgumentException("starts per minute are 0 or more: " + startsPerMinute);
    }
  }
}
