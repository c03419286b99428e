package io.streamgate.policy;

import io.streamgate.lease.Rules;
import io.streamgate.lease.Rules.AtLimit;
import io.streamgate.lease.Rules.Limit;
import io.streamgate.lease.Rules.SameDevice;

/**
 * The limits of one viewer. A node accepts {@code startsPerMinute} starts and {@code
 * changesPerMinute} changes; 0 for no limit.
 */
public record Plan(
    Limit limit,
    AtLimit atLimit,
    SameDevice sameDevice,
    int startsPerMinute,
    int changesPerMinute) {

  public Plan {
    if (startsPerMinute < 0 || changesPerMinute < 0) {
      throw new IllegalArgumentException(
          "starts and changes per minute must be 0 or more, not "
              + startsPerMinute
              + " and "
              + changesPerMinute);
    }
  }

  /** This plan with another limit. */
  public Plan limitedTo(Limit other) {
    return new Plan(other, atLimit, sameDevice, startsPerMinute, changesPerMinute);
  }

  /** The rules of this plan at {@code pace}. */
  public Rules at(Pace pace) {
    return new Rules(limit, atLimit, sameDevice, pace.lease());
  }
}
