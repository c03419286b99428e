package io.streamgate.dryrun;

import static io.streamgate.dryrun.GivenHouseholds.BASIC;
import static io.streamgate.dryrun.GivenHouseholds.FAMILY;
import static io.streamgate.dryrun.GivenHouseholds.byRule;
import static io.streamgate.dryrun.GivenHouseholds.catalog;
import static io.streamgate.dryrun.GivenHouseholds.dryRun;
import static io.streamgate.dryrun.GivenHouseholds.finding;
import static io.streamgate.dryrun.GivenHouseholds.household;
import static io.streamgate.dryrun.GivenHouseholds.plan;
import static io.streamgate.dryrun.GivenHouseholds.reportOn;
import static io.streamgate.dryrun.GivenHouseholds.rule;
import static io.streamgate.dryrun.GivenHouseholds.stream;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.dryrun.DryRunReport.Cause;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.FactValue;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Where;
import io.streamgate.lease.stream.AtStart;
import io.streamgate.lease.stream.Member;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a dry run knows of streams that started by other plans, and what it says it does not. */
final class RecordedViewersTest {

  private static final Instant NOW = second(100);
  private static final Member FILM = stream("film", 1, "content_type=vod");
  private static final Member MATCH = stream("match", 2, "content_type=live");

  private static AtStart with(Map<String, String> facts) {
    return new AtStart("family", new Limit.AtMost(9), facts, true);
  }

  @Test
  void aFactThatWasRecordedComesBeforeTheDetails() {
    var recorded = stream("final", 5, "content_type=vod", with(Map.of("content_type", "live")));

    var report = reportOn(catalog(FAMILY), household("ada", "family", MATCH, recorded));

    assertThat(report.findings())
        .containsExactly(finding("family", byRule("one-match"), 1, 0, "ada", recorded));
  }

  @Test
  void longValuesAreComparedAsStartsCompareThem() {
    var text = "x".repeat(65);
    var of = new Where(Map.of("genre", Set.of(FactValue.of(text))));
    var plan = plan("p", 9, AtLimit.REFUSE, List.of(rule("one-genre", 1, null, of, null)), null);

    var report =
        reportOn(
            catalog(plan),
            household(
                "ada", "p", stream("a", 1, "genre=" + text), stream("b", 2, "genre=" + text)));

    assertThat(report.refused()).isEqualTo(1);
  }

  @Test
  void networksThatAreOnRecordAreCountedAndOthersAreReported() {
    var home = stream("a", 1, "", with(Map.of("network", "192.0.2.1", "content_type", "")));
    var work = stream("b", 2, "", with(Map.of("network", "192.0.2.2", "content_type", "")));
    var train = stream("c", 3, "", with(Map.of("network", "192.0.2.3", "content_type", "")));
    var older = stream("d", 4, "");

    var report = reportOn(catalog(FAMILY), household("ada", "family", home, work, train, older));

    assertThat(report.findings())
        .containsExactly(finding("family", byRule("two-homes"), 1, 0, "ada", train));
    assertThat(report.caveats().unrecorded()).isEqualTo(Map.of("network", 1));
  }

  @Test
  void whatOnlyATokenMaySayIsNotTakenFromThePlayer() {
    var free = new Where(Map.of("free", Set.of("yes")));
    var plan = plan("p", 1, AtLimit.REFUSE, List.of(), free);
    var streams = new Member[] {stream("a", 1, "free=yes"), stream("b", 2, "free=yes")};

    var trusting = reportOn(catalog(plan), household("ada", "p", streams));
    var strict = reportOn(catalog(Set.of("free"), plan), household("ada", "p", streams));

    assertThat(trusting.refused()).isZero();
    assertThat(trusting.caveats().isEmpty()).isTrue();
    assertThat(strict.refused()).isEqualTo(1);
    assertThat(strict.caveats().unrecorded()).isEqualTo(Map.of("free", 2));
  }

  @Test
  void detailsThatAreNotAtHandAreReported() {
    var report =
        reportOn(catalog(FAMILY), household("ada", "family", MATCH, stream("x", 5, "@row")));

    assertThat(report.refused()).isZero();
    assertThat(report.caveats().unrecorded()).isEqualTo(Map.of("network", 2, "content_type", 1));
  }

  @Test
  void aPlanThatTheFileLacksIsReportedAndTheOneForUnknownNamesHolds() {
    var report = reportOn(catalog(BASIC, FAMILY), household("ada", "gold", FILM, MATCH));

    assertThat(report.findings())
        .containsExactly(finding("basic", new Cause.OfLimit(), 0, 1, "ada", FILM));
    assertThat(report.caveats().unknownPlans()).isEqualTo(Map.of("gold", 1));
    assertThat(report.caveats().viewersOfUnknownPlans()).isEqualTo(1);
  }

  @Test
  void veryManyUnknownPlansAreCountedButNotAllNamed() {
    var dryRun = dryRun(catalog(BASIC));
    for (var i = 0; i < 1000; i++) {
      dryRun.add(household("viewer-" + i, "plan-" + i, FILM), NOW);
    }

    assertThat(dryRun.report().caveats().unknownPlans()).hasSize(20);
    assertThat(dryRun.report().caveats().viewersOfUnknownPlans()).isEqualTo(1000);
  }

  @Test
  void aViewerOfWhomNoPlanIsOnRecordHasTheDefault() {
    var report = reportOn(catalog(BASIC, FAMILY), household("ada", null, FILM, MATCH));

    assertThat(report.findings())
        .containsExactly(finding("basic", new Cause.OfLimit(), 0, 1, "ada", FILM));
    assertThat(report.caveats().viewersWithoutPlan()).isEqualTo(1);
  }

  @Test
  void theLimitOnRecordIsTheViewersOwnIfItIsNotThatOfThePlan() {
    var held = new AtStart("basic", new Limit.AtMost(1), Map.of(), true);
    var own = new AtStart("basic", new Limit.AtMost(7), Map.of(), true);
    var id = new ViewerId("bob");
    var earlier = stream("a", 1, "", own);

    var ofPlan =
        ObservedViewer.recorded(
            id, null, List.of(stream("b", 2, "", held), earlier), Map.of("basic", BASIC));
    var ofViewer = ObservedViewer.recorded(id, null, List.of(earlier), Map.of("basic", BASIC));
    var ofNoPlan = ObservedViewer.recorded(id, null, List.of(FILM), Map.of("basic", BASIC));

    assertThat(ofPlan.viewer()).isEqualTo(new Viewer(id, null, "basic", null, Map.of()));
    assertThat(ofViewer.viewer().limit()).isEqualTo(new Limit.AtMost(7));
    assertThat(ofNoPlan.viewer()).isEqualTo(new Viewer(id));
  }
}
