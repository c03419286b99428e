package io.streamgate.simulation.plans;

import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.ViewerOverride;

/**
 * An operator's override, as the table has it.
 *
 * @param plan the plan that it grants; empty if it grants a limit
 * @param limit the limit that it grants; 0 if it grants a plan
 * @param untilMs milliseconds since the epoch; the overrides of a viewer have different ones
 */
public record Grant(String plan, int limit, long untilMs) {

  /** The grant of an override in the product's type. */
  public static Grant of(ViewerOverride override) {
    var untilMs = override.until().toEpochMilli();
    return switch (override.grant()) {
      case ViewerOverride.Grant.OfLimit(Limit limit) -> new Grant("", limit.bound(), untilMs);
      case ViewerOverride.Grant.OfPlan(var name) -> new Grant(name, 0, untilMs);
    };
  }

  /** Whether it holds for a call at {@code nowMs}, by the clock of the node that was called. */
  public boolean holdsAt(long nowMs) {
    return nowMs < untilMs;
  }
}
