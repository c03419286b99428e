package io.streamgate.lease.rule;

import io.streamgate.lease.rule.ViewerOverride.Grant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the streams of one viewer, and the lease of a start, which is positive.
 *
 * @param plan the name of the plan that they are of; null without plans
 * @param each the rules besides the limit, in the order in which they are checked
 * @param uncounted the streams that neither the limit nor a rule counts; null for none
 */
public record Rules(
    @Nullable String plan,
    Limit limit,
    AtLimit atLimit,
    SameDevice sameDevice,
    List<Rule> each,
    @Nullable Where uncounted,
    Duration lease)
    implements Entitlement {

  public Rules {
    each = List.copyOf(each);
    if (!lease.isPositive()) {
      throw new IllegalArgumentException("a lease must be positive, not " + lease);
    }
  }

  /** A limit only, of no plan. */
  public Rules(Limit limit, AtLimit atLimit, SameDevice sameDevice, Duration lease) {
    this(null, limit, atLimit, sameDevice, List.of(), null, lease);
  }

  /** Whether a stream with these facts counts. */
  public boolean count(Map<String, String> facts) {
    return uncounted == null || !uncounted.matches(facts);
  }

  /** Whether the limit is the only bound on a stream with these facts that counts. */
  public boolean isLimitOnly(Map<String, String> facts) {
    for (var rule : each) {
      if (rule.bounds(facts)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the limit or a rule that bounds a stream with these facts is 0. */
  public boolean allowNone(Map<String, String> facts) {
    return limit.bound() == 0
        || (count(facts) && each.stream().anyMatch(rule -> rule.max() == 0 && rule.bounds(facts)));
  }

  /** These rules with another limit. */
  public Rules limitedTo(Limit other) {
    return new Rules(plan, other, atLimit, sameDevice, each, uncounted, lease);
  }

  /** The rules themselves. */
  @Override
  public Rules rules() {
    return this;
  }

  /** Without other plans, an override can only replace the limit. */
  @Override
  public Rules under(ViewerOverride override) {
    return switch (override.grant()) {
      case Grant.OfLimit(var other) -> limitedTo(other);
      case Grant.OfPlan _ -> this;
    };
  }
}
