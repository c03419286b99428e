package io.streamgate.dryrun;

import io.streamgate.dryrun.DryRunReport.Cause;
import io.streamgate.dryrun.DryRunReport.Caveats;
import io.streamgate.dryrun.DryRunReport.Example;
import io.streamgate.dryrun.DryRunReport.PlanFinding;
import io.streamgate.dryrun.Effect.Origin;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.policy.Catalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up effects by their origin, one viewer after another. */
final class EffectCounts {

  /** A token can name anything as its plan. */
  private static final int MOST_UNKNOWN_PLANS = 20;

  /** A viewer can have a thousand streams. */
  private static final int MOST_STREAMS_OF_EXAMPLE = 5;

  private final Catalog catalog;
  private final int mostExamples;
  private final Map<Origin, Sum> sums = new HashMap<>();
  private final SortedMap<String, Integer> unknownPlans = new TreeMap<>();
  private int viewers;
  private int starts;
  private int affected;
  private int ofUnknownPlans;
  private int withoutPlan;
  private int refusedBefore;
  private int refusedAgain;
  private int limitsCut;

  EffectCounts(Catalog catalog, int mostExamples) {
    this.catalog = catalog;
    this.mostExamples = mostExamples;
  }

  /** The effects of one origin on all viewers. */
  private static final class Sum {
    private int refused;
    private int evicted;
    private int viewers;
    private final List<Example> examples = new ArrayList<>();
  }

  /** Adds all effects on one viewer, of whom so many starts were decided. */
  void add(ViewerId viewer, int decided, List<Effect> effects, Warnings warnings) {
    viewers++;
    starts += decided;
    affected += effects.isEmpty() ? 0 : 1;
    var byOrigin = new LinkedHashMap<Origin, List<Effect>>();
    for (var effect : effects) {
      byOrigin.computeIfAbsent(effect.origin(), _ -> new ArrayList<>()).add(effect);
    }
    byOrigin.forEach((origin, each) -> add(viewer, origin, each));
    limitsCut += warnings.isLimitCut() ? 1 : 0;
    ofUnknownPlans += warnings.unknownPlans().isEmpty() ? 0 : 1;
    for (var plan : warnings.unknownPlans()) {
      if (unknownPlans.containsKey(plan) || unknownPlans.size() < MOST_UNKNOWN_PLANS) {
        unknownPlans.merge(plan, 1, Integer::sum);
      }
    }
  }

  /** Counts a viewer of whom no plan is on record. */
  void countWithoutPlan() {
    withoutPlan++;
  }

  /** Counts a start that the plans that held have refused. */
  void countRefusedBefore(List<Effect> effectsNow) {
    refusedBefore++;
    if (effectsNow.stream().anyMatch(effect -> effect.action() == Effect.Action.REFUSED)) {
      refusedAgain++;
    }
  }

  private void add(ViewerId viewer, Origin origin, List<Effect> effects) {
    var sum = sums.computeIfAbsent(origin, _ -> new Sum());
    sum.viewers++;
    for (var effect : effects) {
      switch (effect.action()) {
        case REFUSED -> sum.refused++;
        case EVICTED -> sum.evicted++;
      }
    }
    if (sum.examples.size() < mostExamples) {
      var streams = effects.stream().map(Effect::stream).limit(MOST_STREAMS_OF_EXAMPLE).toList();
      sum.examples.add(new Example(viewer, streams));
    }
  }

  DryRunReport report(SortedMap<String, Integer> unrecorded) {
    var findings =
        sums.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(asInFile()))
            .map(entry -> finding(entry.getKey(), entry.getValue()))
            .toList();
    return new DryRunReport(
        viewers,
        starts,
        affected,
        findings.stream().mapToInt(PlanFinding::refused).sum(),
        findings.stream().mapToInt(PlanFinding::evicted).sum(),
        refusedBefore,
        refusedAgain,
        findings,
        new Caveats(
            unrecorded, new TreeMap<>(unknownPlans), ofUnknownPlans, withoutPlan, limitsCut));
  }

  private static PlanFinding finding(Origin origin, Sum sum) {
    return new PlanFinding(
        origin.plan(), origin.cause(), sum.refused, sum.evicted, sum.viewers, sum.examples);
  }

  private Comparator<Origin> asInFile() {
    return Comparator.comparing((Origin origin) -> origin.plan() == null ? "" : origin.plan())
        .thenComparingInt(origin -> place(origin.plan(), origin.cause()));
  }

  /** A device's own stream ends first; the limit is checked last. */
  private int place(@Nullable String plan, Cause cause) {
    return switch (cause) {
      case Cause.OfDevice() -> -2;
      case Cause.OfRule(var name) -> rules(plan).indexOf(name); // -1 for uncounted streams
      case Cause.OfLimit() -> Integer.MAX_VALUE;
    };
  }

  private List<String> rules(@Nullable String plan) {
    var known = plan == null ? catalog.standard() : catalog.named(plan).orElse(catalog.unknown());
    return known.rules().stream().map(rule -> rule.name()).toList();
  }
}
