package io.streamgate.admin;

import io.streamgate.dryrun.Candidate;
import io.streamgate.dryrun.DryRun;
import io.streamgate.dryrun.DryRunReport;
import io.streamgate.dryrun.ObservedViewer;
import io.streamgate.dryrun.StartSamples;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Attributes;
import io.streamgate.lease.stream.Details;
import io.streamgate.limiter.World;
import io.streamgate.policy.Catalog;
import io.streamgate.policy.Pace;
import io.streamgate.policy.Plan;
import io.streamgate.policy.PlansInForce;
import io.streamgate.store.LiveSets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tries plans on what this node knows. One trial at a time, because it may take long. */
public final class PlanTrial {

  private static final int MOST_EXAMPLES = 5;

  private final Basis basis;
  private final Supplier<PlansInForce> plans;
  private final Service service;
  private final World world;
  private final Executor background;
  private final AtomicBoolean isRunning = new AtomicBoolean();

  /** What plans are tried on. */
  public sealed interface Basis {

    /** The streams that run. */
    record Live(LiveSets sets) implements Basis {}

    /** A sample of the starts of the last hour. */
    record Samples(StartSamples starts) implements Basis {}
  }

  /**
   * What each plan keeps to.
   *
   * @param mostStreams the bound of the store
   * @param said reads what a player said of its stream; empty if the details are not at hand
   */
  public record Service(Pace pace, int mostStreams, Function<Details, Optional<Attributes>> said) {}

  /** The result of a trial. */
  public sealed interface Trial {

    /** On streams that run. */
    record OfLive(DryRunReport report) implements Trial {}

    /**
     * On a sample.
     *
     * @param share of all starts of the last hour, the part that was chosen
     * @param tooLarge how many starts are left out
     */
    record OfSamples(DryRunReport report, double share, int tooLarge) implements Trial {}

    /** Another trial is running. */
    record Busy() implements Trial {}
  }

  /** Tries plans on a thread of {@code background}. */
  public PlanTrial(
      Basis basis,
      Supplier<PlansInForce> plans,
      Service service,
      World world,
      Executor background) {
    this.basis = basis;
    this.plans = plans;
    this.service = service;
    this.world = world;
    this.background = background;
  }

  /** Tries {@code catalog}, and changes nothing. */
  public CompletionStage<Trial> of(Catalog catalog) {
    if (!isRunning.compareAndSet(false, true)) {
      return CompletableFuture.completedStage(new Trial.Busy());
    }
    return CompletableFuture.supplyAsync(() -> tried(catalog, world.now()), background)
        .whenComplete((_, _) -> isRunning.set(false));
  }

  private Trial tried(Catalog catalog, Instant now) {
    var candidate = new Candidate(catalog, service.pace(), service.mostStreams());
    var run = new DryRun(candidate, service.said(), MOST_EXAMPLES);
    return switch (basis) {
      case Basis.Live(var sets) -> {
        var current = plans.get().catalog().plans();
        sets.visit((viewer, set) -> add(run, viewer, set, current, now));
        yield new Trial.OfLive(run.report());
      }
      case Basis.Samples(var starts) -> {
        var sampled = starts.sampled(now);
        run.add(sampled.starts());
        yield new Trial.OfSamples(run.report(), sampled.share(), sampled.tooLarge());
      }
    };
  }

  private static void add(
      DryRun run, ViewerId viewer, LeaseSet set, Map<String, Plan> current, Instant now) {
    var live = set.liveAt(now);
    if (!live.isEmpty()) {
      run.add(ObservedViewer.recorded(viewer, set.override(), live, current), now);
    }
  }
}
