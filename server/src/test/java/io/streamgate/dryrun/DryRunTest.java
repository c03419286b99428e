package io.streamgate.dryrun;

import static io.streamgate.dryrun.GivenHouseholds.BASIC;
import static io.streamgate.dryrun.GivenHouseholds.FAMILY;
import static io.streamgate.dryrun.GivenHouseholds.byRule;
import static io.streamgate.dryrun.GivenHouseholds.catalog;
import static io.streamgate.dryrun.GivenHouseholds.finding;
import static io.streamgate.dryrun.GivenHouseholds.household;
import static io.streamgate.dryrun.GivenHouseholds.plan;
import static io.streamgate.dryrun.GivenHouseholds.reportOn;
import static io.streamgate.dryrun.GivenHouseholds.stream;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.streamgate.dryrun.DryRunReport.Cause;
import io.streamgate.dryrun.DryRunReport.PlanFinding;
import io.streamgate.given.GivenPlans;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.ViewerOverride.Grant;
import io.streamgate.lease.stream.Member;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What other plans would have done to live streams. */
final class DryRunTest {

  private static final Instant NOW = second(100);
  private static final Member FILM = stream("film", 1, "content_type=vod");
  private static final Member MATCH = stream("match", 2, "content_type=live");
  private static final Member OTHER_MATCH = stream("other match", 3, "content_type=live");

  @Test
  void streamsWithinTheirPlanAreLeftAlone() {
    var report = reportOn(catalog(FAMILY), household("ada", "family", FILM, MATCH));

    assertThat(report.findings()).isEmpty();
    assertThat(report.viewers()).isEqualTo(1);
    assertThat(report.starts()).isEqualTo(2);
    assertThat(report.viewersAffected()).isZero();
  }

  @Test
  void theSecondMatchIsRefusedByTheRuleWhateverTheOrderInWhichStreamsAreGiven() {
    var report = reportOn(catalog(FAMILY), household("ada", "family", OTHER_MATCH, FILM, MATCH));

    assertThat(report.findings())
        .containsExactly(finding("family", byRule("one-match"), 1, 0, "ada", OTHER_MATCH));
    assertThat(report.viewersAffected()).isEqualTo(1);
    assertThat(report.refused()).isEqualTo(1);
  }

  @Test
  void whereThePlanEvictsEachStartEndsTheOneBefore() {
    var report = reportOn(catalog(BASIC), household("bob", "basic", FILM, MATCH, OTHER_MATCH));

    assertThat(report.findings())
        .containsExactly(finding("basic", new Cause.OfLimit(), 0, 2, "bob", FILM, MATCH));
    assertThat(report.evicted()).isEqualTo(2);
  }

  @Test
  void aRefusedStreamDoesNotCountForTheNext() {
    var two = plan("two", 2, AtLimit.REFUSE, FAMILY.rules(), null);
    var film = stream("late film", 4, "content_type=vod");

    var report = reportOn(catalog(two), household("ada", "two", MATCH, OTHER_MATCH, film));

    assertThat(report.findings())
        .containsExactly(finding("two", byRule("one-match"), 1, 0, "ada", OTHER_MATCH));
  }

  @Test
  void findingsAreInTheOrderOfPlansAndOfTheirBounds() {
    var one = plan("one", 1, AtLimit.REFUSE, FAMILY.rules(), null);
    var report =
        reportOn(
            catalog(one, BASIC),
            household("cy", "one", MATCH, OTHER_MATCH, stream("film", 5, "content_type=vod")),
            household("bob", "basic", FILM, MATCH));

    assertThat(report.findings())
        .extracting(PlanFinding::plan, PlanFinding::cause)
        .containsExactly(
            tuple("basic", new Cause.OfLimit()),
            tuple("one", byRule("one-match")),
            tuple("one", new Cause.OfLimit()));
  }

  @Test
  void onlySoManyExamplesAreNamedButAllViewersAreCounted() {
    var report =
        reportOn(
            catalog(BASIC),
            household("a", "basic", FILM, MATCH),
            household("b", "basic", FILM, MATCH),
            household("c", "basic", FILM, MATCH));

    var finding = report.findings().getFirst();
    assertThat(finding.viewers()).isEqualTo(3);
    assertThat(finding.evicted()).isEqualTo(3);
    assertThat(finding.examples())
        .extracting(example -> example.viewer().value())
        .containsExactly("a", "b");
  }

  @Test
  void aStreamOfAnAttributeThatThePlanDoesNotCountIsNotRefused() {
    var films = new Member[4];
    for (var i = 0; i < films.length; i++) {
      films[i] = stream("film " + i, 10 + i, "content_type=vod");
    }
    var full = household("ada", "family", films);
    var trailer = stream("trailer", 20, "content_type=trailer");
    var withTrailer = household("ada", "family", films[0], films[1], films[2], films[3], trailer);

    assertThat(reportOn(catalog(FAMILY), full).refused()).isZero();
    assertThat(reportOn(catalog(FAMILY), withTrailer).refused()).isZero();
    assertThat(
            reportOn(
                    catalog(FAMILY),
                    household("ada", "family", films[0], films[1], films[2], films[3], OTHER_MATCH))
                .refused())
        .isEqualTo(1);
  }

  @Test
  void anOwnLimitReplacesThePlansAndIsCutAtTheBoundOfTheStore() {
    var report =
        reportOn(
            catalog(BASIC),
            household("two", "basic", new Limit.AtMost(2), FILM, MATCH),
            household("many", "basic", new Limit.AtMost(101), FILM, MATCH));

    assertThat(report.findings()).isEmpty();
    assertThat(report.caveats().limitsCut()).isEqualTo(1);
  }

  @Test
  void anOverrideHoldsUntilItExpires() {
    var bob = new Viewer(new ViewerId("bob"), null, "basic", null, Map.of());
    var streams = List.of(FILM, MATCH);
    var holds = new ObservedViewer(bob, GivenPlans.overrideOf(2, NOW.plusMillis(1)), streams);
    var expired = new ObservedViewer(bob, GivenPlans.overrideOf(2, NOW), streams);

    assertThat(reportOn(catalog(BASIC), holds).findings()).isEmpty();
    assertThat(reportOn(catalog(BASIC), expired).evicted()).isEqualTo(1);
  }

  @Test
  void anOverrideOfThePlanBringsTheRulesOfThatPlan() {
    var bob = new Viewer(new ViewerId("bob"), null, "basic", null, Map.of());
    var family = new ViewerOverride(new Grant.OfPlan("family"), NOW.plusSeconds(9), "operator", "");

    var report =
        reportOn(
            catalog(BASIC, FAMILY),
            new ObservedViewer(bob, family, List.of(FILM, MATCH, OTHER_MATCH)));

    assertThat(report.findings())
        .containsExactly(finding("family", byRule("one-match"), 1, 0, "bob", OTHER_MATCH));
  }

  @Test
  void aLimitOfZeroRefusesEverythingAndUncountedStreamsToo() {
    var none = plan("none", 0, AtLimit.REFUSE, List.of(), FAMILY.uncounted());
    var trailer = stream("trailer", 3, "content_type=trailer");

    var report = reportOn(catalog(none), household("ada", "none", FILM, trailer));

    assertThat(report.findings())
        .containsExactly(finding("none", new Cause.OfLimit(), 2, 0, "ada", FILM, trailer));
  }

  @Test
  void twoStreamsOfOneDeviceAreLeftByAnEarlierPlanAndTheFirstWouldEnd() {
    var first = stream("tv/film", 1, "");
    var second = stream("tv/match", 2, "");

    var report = reportOn(catalog(FAMILY), household("ada", "family", first, second));

    assertThat(report.findings())
        .containsExactly(finding("family", new Cause.OfDevice(), 0, 1, "ada", first));
  }
}
