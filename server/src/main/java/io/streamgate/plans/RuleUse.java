package io.streamgate.plans;

import static io.streamgate.plans.Mistakes.quoted;

import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.Where;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds rules of a plan that never decide a start, because another bound is always reached before
 * them, or because of what they count.
 */
record RuleUse(Limit limit, AtLimit atLimit, @Nullable Where uncounted, List<Rule> rules) {

  /** Why {@code rule} never decides a start; null if it can. */
  @Nullable String whyNever(Rule rule) {
    if (uncounted != null && covers(uncounted, rule.where())) {
      return "no stream that it chooses counts; change where or uncounted";
    }
    if (limit.bound() == 0 || rule.max() > limit.bound() || isTheLimit(rule)) {
      return "its max of %d is not below the plan's limit of %d; lower it"
          .formatted(rule.max(), limit.bound());
    }
    if (rule.max() > 0 && rule.per().contains(Rule.DEVICE_ID)) {
      return "a device has one stream at most, as a new one replaces it; change per";
    }
    var of = rule.of();
    var values = of == null ? null : rule.where().values().get(of);
    if (of != null && values != null && values.size() <= rule.max()) {
      return "where has no more values of %s than max; change one".formatted(quoted(of));
    }
    return rules.stream()
        .filter(other -> !other.equals(rule) && comesBefore(other, rule))
        .findFirst()
        .map(
            other ->
                "rule %s allows no more of these streams; remove one"
                    .formatted(quoted(other.name())))
        .orElse(null);
  }

  /** A rule that gives up other streams than the limit does is of use even with the same bound. */
  private boolean isTheLimit(Rule rule) {
    return rule.max() == limit.bound() && atLimit(rule) == atLimit;
  }

  /** Whether {@code other} is reached whenever {@code rule} is, and decides. */
  private boolean comesBefore(Rule other, Rule rule) {
    if (!counts(other, rule) || other.max() > rule.max()) {
      return false;
    }
    return other.max() < rule.max()
        || rules.indexOf(other) < rules.indexOf(rule)
        || (atLimit(other) == atLimit(rule) && !counts(rule, other));
  }

  /** Whether {@code other} counts at least what {@code rule} does. */
  private static boolean counts(Rule other, Rule rule) {
    return (other.of() == null || other.of().equals(rule.of()))
        && Set.copyOf(rule.per()).containsAll(other.per())
        && covers(other.where(), rule.where());
  }

  /** Whether {@code other} chooses every stream that {@code where} does. */
  private static boolean covers(Where other, Where where) {
    return other.values().entrySet().stream()
        .allMatch(
            each -> {
              var values = where.values().get(each.getKey());
              return values != null && each.getValue().containsAll(values);
            });
  }

  private AtLimit atLimit(Rule rule) {
    return Objects.requireNonNullElse(rule.atLimit(), atLimit);
  }
}
