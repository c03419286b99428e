package io.streamgate.policy;

import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.lease.rule.Where;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer may. A node accepts {@code startsPerMinute} starts and {@code changesPerMinute}
 * changes; 0 for no limit.
 *
 * @param name null without plans
 * @param rules besides the limit, in the order in which they are checked
 * @param uncounted the streams that neither the limit nor a rule counts; null for none
 */
public record Plan(
    @Nullable String name,
    Limit limit,
    AtLimit atLimit,
    SameDevice sameDevice,
    List<Rule> rules,
    @Nullable Where uncounted,
    int startsPerMinute,
    int changesPerMinute) {

  public Plan {
    rules = List.copyOf(rules);
    if (startsPerMinute < 0 || changesPerMinute < 0) {
      throw new IllegalArgumentException(
          "starts and changes per minute must be 0 or more, not "
              + startsPerMinute
              + " and "
              + changesPerMinute);
    }
  }

  /** A plan without a name that has a limit only. */
  public Plan(
      Limit limit,
      AtLimit atLimit,
      SameDevice sameDevice,
      int startsPerMinute,
      int changesPerMinute) {
    this(null, limit, atLimit, sameDevice, List.of(), null, startsPerMinute, changesPerMinute);
  }

  /** This plan with another limit. */
  public Plan limitedTo(Limit other) {
    return new Plan(
        name, other, atLimit, sameDevice, rules, uncounted, startsPerMinute, changesPerMinute);
  }

  /** The attributes that this plan looks at. */
  public Set<String> attributes() {
    var all = new HashSet<String>();
    rules.forEach(rule -> all.addAll(rule.attributes()));
    if (uncounted != null) {
      all.addAll(uncounted.values().keySet());
    }
    return all;
  }

  /** The rules of this plan at {@code pace}. */
  public Rules at(Pace pace) {
    return new Rules(name, limit, atLimit, sameDevice, rules, uncounted, pace.lease());
  }
}
