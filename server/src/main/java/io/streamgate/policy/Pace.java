package io.streamgate.policy;

import java.time.Duration;

/**
 * The timing of the service, the same for every viewer, and its behaviour without a store.
 *
 * @param lease how long a stream stays live without a heartbeat; at least three intervals
 * @param heartbeatInterval how often a player sends a heartbeat; positive
 * @param leaveGrace how long a player that leaves keeps its slot; positive
 */
public record Pace(
    Duration lease,
    Duration heartbeatInterval,
    Duration leaveGrace,
    OnStoreFailure onStoreFailure) {

  /** The answer to a start while the store does not answer. */
  public enum OnStoreFailure {
    /** 503: no stream plays uncounted. */
    REFUSE,
    /** The stream plays uncounted, and every response says so. */
    ADMIT
  }

  public Pace {
    if (!heartbeatInterval.isPositive() || heartbeatInterval.multipliedBy(3).compareTo(lease) > 0) {
      throw new IllegalArgumentException(
          "a lease must be at least three intervals of " + heartbeatInterval + ", not " + lease);
    }
  }
}
