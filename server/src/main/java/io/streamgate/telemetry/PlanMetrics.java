package io.streamgate.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.streamgate.limiter.Event;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what plans and their rules decide, by name. Operators choose the names and change them, so
 * there is a bound on how many are counted apart until the process ends. Thread-safe.
 */
final class PlanMetrics {

  /** Twice as many plans as a file may have. */
  static final int MOST_PLANS = 200;

  /** Twice as many rules as a file may have. */
  static final int MOST_RULES = 4_000;

  private record PlanOutcome(String plan, String outcome) {}

  private record PlanRule(String plan, String rule) {}

  private static final PlanRule OTHERS = new PlanRule(Labels.OTHER, Labels.OTHER);

  private final MeterRegistry registry;
  private final Set<String> plans = new HashSet<>();
  private final Set<PlanRule> rules = new HashSet<>();
  private final Map<PlanOutcome, Counter> starts = new ConcurrentHashMap<>();
  private final Map<PlanRule, Counter> refusals = new ConcurrentHashMap<>();
  private final Map<PlanRule, Counter> evictions = new ConcurrentHashMap<>();

  PlanMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void on(Event.Started start) {
    switch (start.manner()) {
      case ADMITTED -> count(start.plan(), Labels.of(start.manner()));
      case REPLAYED, RECORDED, UNENFORCED -> {}
    }
  }

  void on(Event.NotStarted start) {
    switch (start.reason()) {
      case LIMIT_REACHED, RULE_REACHED, NOT_ALLOWED ->
          count(start.plan(), Labels.of(start.reason()));
      case ALREADY_ENDED, KEY_REUSED, TOO_MANY_STARTS -> {}
    }
    count(refusals, start.plan(), start.rule(), "refusals", "Starts refused by a rule");
  }

  void on(Event.StreamEnded end) {
    var rule = end.stream().ending().rule();
    count(evictions, end.plan(), rule, "evictions", "Streams that a rule ended for another one");
  }

  private void count(@Nullable String plan, String outcome) {
    var key = new PlanOutcome(Labels.ofName(plan), outcome);
    var counter = starts.get(key);
    (counter == null ? added(key) : counter).increment();
  }

  private synchronized Counter added(PlanOutcome key) {
    var isKnown = plans.contains(key.plan()) || plans.size() < MOST_PLANS;
    var counted = isKnown ? key : new PlanOutcome(Labels.OTHER, key.outcome());
    plans.add(counted.plan());
    return starts.computeIfAbsent(
        counted,
        of ->
            Counter.builder("streamgate.plan.starts")
                .description("Starts that a plan decided, by outcome")
                .tags("plan", of.plan(), "outcome", of.outcome())
                .register(registry));
  }

  private void count(
      Map<PlanRule, Counter> counters,
      @Nullable String plan,
      @Nullable String rule,
      String what,
      String help) {
    if (rule != null) {
      var key = new PlanRule(Labels.ofName(plan), rule);
      var counter = counters.get(key);
      (counter == null ? added(counters, key, what, help) : counter).increment();
    }
  }

  private synchronized Counter added(
      Map<PlanRule, Counter> counters, PlanRule key, String what, String help) {
    var isKnown = rules.contains(key) || rules.size() < MOST_RULES;
    var counted = isKnown ? key : OTHERS;
    rules.add(counted);
    return counters.computeIfAbsent(
        counted,
        of ->
            Counter.builder("streamgate.rule." + what)
                .description(help)
                .tags("plan", of.plan(), "rule", of.rule())
                .register(registry));
  }
}
