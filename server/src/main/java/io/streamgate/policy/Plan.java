package io.streamgate.policy;

import io.streamgate.lease.Rules;
import io.streamgate.lease.Rules.AtLimit;
import io.streamgate.lease.Rules.Limit;
import io.streamgate.lease.Rules.SameDevice;

/** The limits of one viewer. A node accepts {@code startsPerMinute} starts; 0 for no limit. */
public record Plan(Limit limit, AtLimit atLimit, SameDevice sameDevice, int startsPerMinute) {

  public Plan {
    if (startsPerMinute < 0) {
      throw new IllegalArgumentException(
          "starts per minute must be 0 or more, not " + startsPerMinute);
    }
  }

  /** The rules of this plan at {@code pace}. */
  public Rules at(Pace pace) {
    return new Rules(limit, atLimit, sameDevice, pace.lease());
  }
}
