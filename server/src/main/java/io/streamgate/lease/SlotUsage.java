package io.streamgate.lease;

import io.streamgate.lease.rule.Limit;
import java.time.Instant;

/** How many slots a viewer has, and how many are in use by live streams that count. */
public record SlotUsage(Limit limit, int active) {

  public static SlotUsage of(LeaseSet set, Limit limit, Instant now) {
    return new SlotUsage(limit, set.countedAt(now).size());
  }

  /** How many more streams this viewer may start now. Never negative. */
  public int remaining() {
    return Math.max(0, limit.bound() - active);
  }

  /** Whether the plan has no limit. */
  public boolean isUnlimited() {
    return limit instanceof Limit.Unlimited;
  }
}
