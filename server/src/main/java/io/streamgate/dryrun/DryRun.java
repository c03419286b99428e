package io.streamgate.dryrun;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.streamgate.identity.Viewer;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Attributes;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Member;
import io.streamgate.policy.Offer;
import io.streamgate.policy.Plan;
import io.streamgate.policy.PlanObserver;
import io.streamgate.policy.PolicySource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tries plans that do not hold yet: replays the starts of streams by the rules that will decide
 * them, {@link LeaseSet#decide}, and counts whom they refuse and what they end. It changes nothing.
 *
 * <p>A viewer's live streams start one after another, in the order of their starts, all still live.
 * So a stream that is refused does not count for the next, as if the plans had always held.
 *
 * <p>Not thread-safe.
 */
public final class DryRun {

  private final Candidate candidate;
  private final FactsOnRecord facts;
  private final EffectCounts counts;

  /**
   * A dry run of {@code candidate}.
   *
   * @param said reads what a player said of its stream; empty if the details are not at hand
   * @param mostExamples how many viewers each finding names at most
   */
  public DryRun(
      Candidate candidate, Function<Details, Optional<Attributes>> said, int mostExamples) {
    this.candidate = candidate;
    this.facts = new FactsOnRecord(candidate.catalog().trusted(), said);
    this.counts = new EffectCounts(candidate.catalog(), mostExamples);
  }

  /** Replays the starts of a viewer's live streams. Each viewer comes once. */
  public void add(ObservedViewer observed, Instant now) {
    var warnings = new Warnings();
    var replay = new Replay(observed.viewer(), observed.override(), now, warnings);
    var effects = new ArrayList<Effect>();
    for (var member : observed.live()) {
      effects.addAll(replay.decide(replay.startOf(member)));
    }
    counts.add(observed.viewer().id(), observed.live().size(), effects, warnings);
    if (observed.viewer().plan() == null) {
      counts.countWithoutPlan();
    }
  }

  /**
   * Decides sampled starts, each after the starts of the streams that were live then. All samples
   * come at once.
   */
  public void add(Collection<StartSample> samples) {
    samples.stream()
        .collect(groupingBy(each -> each.viewer().id(), LinkedHashMap::new, toList()))
        .forEach(this::add);
  }

  private void add(ViewerId viewer, List<StartSample> samples) {
    var warnings = new Warnings();
    var effects = new ArrayList<Effect>();
    for (var sample : samples) {
      var replay = new Replay(sample.viewer(), sample.override(), sample.at(), warnings);
      for (var member : sample.live()) {
        var _ = replay.decide(replay.startOf(member));
      }
      var ofThis = replay.decide(replay.startOf(sample));
      if (sample.wasRefused()) {
        counts.countRefusedBefore(ofThis);
      }
      effects.addAll(ofThis);
    }
    counts.add(viewer, samples.size(), effects, warnings);
  }

  /** The result so far. */
  public DryRunReport report() {
    return counts.report(facts.unrecorded());
  }

  /** The starts of one viewer, one after another. */
  private final class Replay {

    private final Offer offer;
    private final Plan plan;
    private final Instant now;
    private LeaseSet set;

    Replay(Viewer viewer, @Nullable ViewerOverride override, Instant now, PlanObserver observer) {
      var plans = PolicySource.of(candidate::catalog, candidate.mostStreams(), observer);
      this.offer = plans.offerTo(viewer);
      this.plan = override != null && override.holdsAt(now) ? offer.under(override) : offer.plan();
      this.now = now;
      this.set = new LeaseSet(List.of(), List.of(), override);
    }

    Start.Play startOf(Member member) {
      return new Start.Play(
          member.id(),
          member.playback(),
          Details.NONE,
          new Takeover.None(),
          facts.of(member, plan.attributes()));
    }

    Start.Play startOf(StartSample sample) {
      return new Start.Play(
          sample.start().id(),
          sample.start().playback(),
          Details.NONE,
          sample.start().takeover(),
          offer.facts(sample.said(facts.saidIn(sample.start().details()))));
    }

    List<Effect> decide(Start.Play start) {
      var decision = set.decide(start, offer.at(candidate.pace()), now);
      set = decision.after(set);
      return Effect.of(start, decision);
    }
  }
}
