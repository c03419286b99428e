package io.streamgate.policy;

import io.streamgate.lease.Rules;
import io.streamgate.lease.Rules.AtLimit;
import io.streamgate.lease.Rules.Limit;
import io.streamgate.lease.Rules.SameDevice;

/**
 * What one viewer may do.
 *
 * @param startsPerMinute how many starts, whatever their outcome, one node accepts in a minute; 0
 *     for any number
 */
public record Plan(Limit limit, AtLimit atLimit, SameDevice sameDevice, int startsPerMinute) {

  public Plan {
    if (startsPerMinute < 0) {
      throw new IllegalArgumentException("starts per minute are 0 or more: " + startsPerMinute);
    }
  }

  /** This plan at the service's pace, as the kernel takes it. */
  public Rules at(Pace pace) {
    return new Rules(limit, atLimit, sameDevice, pace.lease());
  }
}
