package io.streamgate.lease;

import io.streamgate.lease.Rules.Limit;
import java.time.Instant;

/**
 * Where a viewer stands.
 *
 * @param active how many of its streams are live
 */
public record SlotUsage(Limit limit, int active) {

  public static SlotUsage of(LeaseSet set, Limit limit, Instant now) {
    return new SlotUsage(limit, set.liveAt(now).size());
  }

  /** How many more may start, live streams being what they are; never negative. */
  public int remaining() {
    return Math.max(0, limit.bound() - active);
  }

  /** Whether no rule refuses this viewer. */
  public boolean isUnlimited() {
    return limit instanceof Limit.Unlimited;
  }
}
