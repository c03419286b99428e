package io.streamgate.dryrun;

import static io.streamgate.dryrun.GivenHouseholds.BASIC;
import static io.streamgate.dryrun.GivenHouseholds.FAMILY;
import static io.streamgate.dryrun.GivenHouseholds.catalog;
import static io.streamgate.dryrun.GivenHouseholds.dryRun;
import static io.streamgate.dryrun.GivenHouseholds.plan;
import static io.streamgate.given.Given.pace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.streamgate.TestWorld;
import io.streamgate.dryrun.DryRunReport.Cause;
import io.streamgate.dryrun.DryRunReport.PlanFinding;
import io.streamgate.given.GivenPlans;
import io.streamgate.identity.Caller;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.stream.Details;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.StartAnswer;
import io.streamgate.limiter.StartRequest;
import io.streamgate.limiter.StartRequest.IdempotencyKey;
import io.streamgate.limiter.StartRequest.Kind;
import io.streamgate.policy.Catalog;
import io.streamgate.policy.Pace.OnStoreFailure;
import io.streamgate.policy.Plan;
import io.streamgate.policy.Policy;
import io.streamgate.policy.PolicySource;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.memory.MemoryLeaseStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What other plans would have done to starts that a limiter has decided. */
final class SampledStartsTest {

  private static final ViewerId ADA = new ViewerId("ada");

  private final TestWorld world = new TestWorld();
  private final StartSamples samples = new StartSamples(() -> new SplittableRandom(17));
  private final LeaseStore store = new MemoryLeaseStore(Duration.ofDays(30));

  private StreamId start(Plan plan, String details, String network, Takeover takeover) {
    world.pass(Duration.ofSeconds(1));
    var plans = new Policy(pace(OnStoreFailure.REFUSE), PolicySource.forEveryone(plan));
    var limiter = new Limiter(store, plans, world, _ -> {}, samples);
    var said = GivenHouseholds.read(new Details(details)).orElseThrow();
    var request =
        new StartRequest(
            Device.UNNAMED,
            new IdempotencyKey.None(),
            new Details(details),
            name -> name.equals("network") ? network : said.valueOf(name),
            new Kind.Play(List.of(), takeover));
    var viewer = new Viewer(ADA, null, plan.name(), null, Map.of());
    var answer = limiter.start(new Caller(viewer, "request"), request).toCompletableFuture().join();
    return answer instanceof StartAnswer.Started(var stream, _, _)
        ? stream.id()
        : StreamId.parse("0".repeat(31)).orElseThrow();
  }

  private StreamId start(Plan plan, String details) {
    return start(plan, details, "home", new Takeover.None());
  }

  private DryRunReport reportOn(Catalog candidate) {
    var dryRun = dryRun(candidate);
    dryRun.add(samples.sampled(world.now()).starts());
    return dryRun.report();
  }

  private static Plan withLimit(String name, int limit) {
    return plan(name, limit, AtLimit.REFUSE, List.of(), null);
  }

  @Test
  void eachStartIsDecidedOnTheStreamsThatWereLiveThen() {
    var current = withLimit("p", 3);
    start(current, "");
    start(current, "");
    start(current, "");

    var report = reportOn(catalog(withLimit("p", 2)));

    assertThat(report.viewers()).isEqualTo(1);
    assertThat(report.starts()).isEqualTo(3);
    assertThat(report.refused()).isEqualTo(1);
    assertThat(report.refusedBefore()).isZero();
  }

  @Test
  void whatWasRefusedMayBeRefusedAgainOrAdmitted() {
    var current = withLimit("p", 1);
    start(current, "");
    start(current, "");
    start(current, "");

    var same = reportOn(catalog(withLimit("p", 1)));
    var more = reportOn(catalog(withLimit("p", 2)));

    assertThat(List.of(same.refused(), same.refusedBefore(), same.refusedAgain()))
        .containsExactly(2, 2, 2);
    assertThat(List.of(more.refused(), more.refusedBefore(), more.refusedAgain()))
        .containsExactly(0, 2, 0);
  }

  /** A refusal lists only the streams of the bound that refused; a sample needs all. */
  @Test
  void aStartThatARuleRefusedIsDecidedOnTheOthersToo() {
    start(FAMILY, "content_type=vod");
    start(FAMILY, "content_type=live");
    start(FAMILY, "content_type=live");
    var report = reportOn(catalog(withLimit("family", 2)));

    assertThat(report.findings())
        .extracting(PlanFinding::cause, PlanFinding::refused)
        .containsExactly(tuple(new Cause.OfLimit(), 1));
    assertThat(report.refusedAgain()).isEqualTo(1);
  }

  @Test
  void theNetworkOfASampledStartIsKnown() {
    var current = withLimit("family", 9);
    start(current, "", "home", new Takeover.None());

    assertThat(samples.sampled(world.now()).starts().getFirst().network()).isEqualTo("home");
    assertThat(reportOn(catalog(FAMILY)).caveats().isEmpty()).isTrue();
  }

  @Test
  void streamsThatTheStartEndedWereThere() {
    var first = start(BASIC, "");
    start(BASIC, "");

    var report = reportOn(catalog(BASIC));

    assertThat(report.evicted()).isEqualTo(1);
    assertThat(report.findings().getFirst().examples().getFirst().streams()).containsExactly(first);
  }

  @Test
  void whatAPersonTakesOverIsNotEvictedByThePlan() {
    var current = withLimit("p", 1);
    var first = start(current, "");
    var second = start(current, "", "home", new Takeover.Chosen(List.of(first)));
    start(current, "", "home", new Takeover.Oldest());

    var report = reportOn(catalog(withLimit("p", 1)));

    assertThat(second).isNotEqualTo(first);
    assertThat(report.starts()).isEqualTo(3);
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void anOverrideHoldsForRefusedAndAdmittedStarts() {
    var current = withLimit("p", 1);
    var until = world.now().plusSeconds(3600);
    store
        .setOverride(ADA, GivenPlans.overrideOf(2, until), world.now())
        .toCompletableFuture()
        .join();
    start(current, "");
    start(current, "");
    start(current, "");

    var report = reportOn(catalog(withLimit("p", 1)));

    assertThat(report.refused()).isEqualTo(1);
    assertThat(report.refusedAgain()).isEqualTo(1);
  }

  @Test
  void aReplayIsNoStart() {
    var current = withLimit("p", 1);
    var plans = new Policy(pace(OnStoreFailure.REFUSE), PolicySource.forEveryone(current));
    var limiter = new Limiter(store, plans, world, _ -> {}, samples);
    var request =
        new StartRequest(
            Device.UNNAMED,
            new IdempotencyKey.Chosen("key"),
            Details.NONE,
            _ -> "",
            new Kind.Play(List.of(), new Takeover.None()));
    for (var i = 0; i < 2; i++) {
      limiter.start(new Caller(new Viewer(ADA), "r"), request).toCompletableFuture().join();
    }

    assertThat(samples.sampled(world.now()).starts()).hasSize(1);
  }
}
