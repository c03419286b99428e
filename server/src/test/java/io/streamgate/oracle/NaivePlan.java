package io.streamgate.oracle;

import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.SameDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What holds for a start, as the oracle sees it: the plan's values, and a limit of its own. */
record NaivePlan(Rules plan, Limit limit) {

  NaivePlan(Rules plan) {
    this(plan, plan.limit());
  }

  int streams() {
    return switch (limit) {
      case Limit.AtMost(var streams) -> streams;
      case Limit.Unlimited _ -> 1_000; // a table has 100, which no script reaches
    };
  }

  long lease() {
    return plan.lease().toMillis();
  }

  boolean replaces() {
    return plan.sameDevice() == SameDevice.REPLACES;
  }

  /** What is written down with a stream that starts. */
  String atStart(Map<String, String> facts) {
    return Wording.atStart(plan.plan(), limit, facts, counts(facts));
  }

  boolean counts(Map<String, String> facts) {
    var uncounted = plan.uncounted();
    return uncounted == null || !Excess.hasOneOf(uncounted.values(), facts);
  }

  /** The bounds on a new stream, in order. */
  List<NaiveBound> boundsOn(Row added) {
    if (!added.counts) {
      return List.of(new NaiveBound(null, "uncounted", 20, plan.atLimit(), added));
    }
    var bounds = new ArrayList<NaiveBound>();
    for (var rule : plan.each()) {
      if (Excess.isOf(rule, added.facts)) {
        AtLimit atLimit = rule.atLimit() == null ? plan.atLimit() : rule.atLimit();
        bounds.add(new NaiveBound(rule, rule.name(), rule.max(), atLimit, added));
      }
    }
    bounds.add(new NaiveBound(null, "limit", streams(), plan.atLimit(), added));
    return bounds;
  }
}
