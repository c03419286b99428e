package io.streamgate.lease.rule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer may, before it is known whether an override holds: only the store that decides a
 * start knows that. Immutable, so that one start is decided by one state of the plans.
 */
public interface Entitlement {

  /** The rules that hold without an override. */
  Rules rules();

  /** The rules that hold under {@code override}. */
  Rules under(ViewerOverride override);

  /** The rules that hold at {@code now} for a viewer with that override, or with none. */
  default Rules holding(@Nullable ViewerOverride override, Instant now) {
    return override == null || !override.holdsAt(now) ? rules() : under(override);
  }

  /** This entitlement, with at most {@code most} slots. */
  default Entitlement cappedAt(int most) {
    var uncapped = this;
    return new Entitlement() {
      @Override
      public Rules rules() {
        return capped(uncapped.rules(), most);
      }

      @Override
      public Rules under(ViewerOverride override) {
        return capped(uncapped.under(override), most);
      }
    };
  }

  private static Rules capped(Rules rules, int most) {
    var limit = rules.limit();
    return limit.bound() <= most ? rules : rules.limitedTo(limit.within(most));
  }
}
