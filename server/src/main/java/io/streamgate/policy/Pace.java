package io.streamgate.policy;

import java.time.Duration;

/**
 * The service's timing, the same for every viewer, and what it does without a store.
 *
 * @param lease how long a stream stays live without another heartbeat; at least three intervals
 * @param heartbeatInterval how often a player sends a heartbeat; positive
 */
public record Pace(Duration lease, Duration heartbeatInterval, OnStoreFailure onStoreFailure) {

  /** What a start gets while the store does not answer. */
  public enum OnStoreFailure {
    /** 503: nobody plays uncounted. */
    REFUSE,
    /** It plays uncounted, and every answer says so. */
    ADMIT
  }

  public Pace {
    if (!heartbeatInterval.isPositive() || heartbeatInterval.multipliedBy(3).compareTo(lease) > 0) {
      throw new IllegalArgumentException(
          "a lease of " + lease + " is less than three times " + heartbeatInterval);
    }
  }
}
