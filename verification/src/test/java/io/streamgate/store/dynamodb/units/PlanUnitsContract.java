package io.streamgate.store.dynamodb.units;

import static io.streamgate.given.Given.detailsOf;
import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.TWO_HOMES;
import static io.streamgate.given.GivenPlans.facts;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.given.GivenPlans.overrideOf;
import static io.streamgate.given.GivenPlans.plan;
import static io.streamgate.given.GivenPlans.play;
import static io.streamgate.store.dynamodb.node.Answers.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.engines.EngineProcess;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.Where;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Playback;
import io.streamgate.testing.Until;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The cost of plans and overrides. A check that fails is charged as a write, although the table
 * does not report it: a start of two updates costs two units.
 */
abstract class PlanUnitsContract extends UnitsContract {

  private static final String BLIND = "SET #L = :lease";
  private static final String SWAP = "SET v = :next";
  private static final Rules LIMIT_ONLY =
      plan("standard", 5, List.of(), new Where(Map.of("free", Set.of("yes"))));

  private static final String[] KIDS_ON_TV = {"device_type", "tv", "profile", "kids"};

  PlanUnitsContract(EngineProcess engine) {
    super(engine);
  }

  /** How many reads follow a failed check: none if it brings the item. */
  abstract int readsAfterAFailedCheck();

  /** The updates of an admitted start. Each one costs a unit. */
  private int updates(ViewerId whose, StreamId id, Rules rules, String... facts) {
    return updates(whose, play(id, facts), rules);
  }

  private int updates(ViewerId whose, Start.Play play, Rules rules) {
    var calls = node.tally().calls();
    var reads = bill.calls("GetItem");
    var now = play.id().startedAt();
    assertThat(await(node.store().start(whose, play, rules, now)))
        .isInstanceOf(StartDecision.Admitted.class);
    reads = bill.calls("GetItem") - reads;
    var updates = (int) (node.tally().calls() - calls) - reads;
    assertThat(reads).isEqualTo((updates - 1) * readsAfterAFailedCheck());
    assertThat(bill.last(updates == 1 ? BLIND : SWAP)).isEqualTo(1.0);
    return updates;
  }

  @Test
  void underALimitOnlyEveryStartIsOneCall() {
    assertThat(updates(viewer, id("a", 0), LIMIT_ONLY)).isEqualTo(1);
    assertThat(updates(viewer, id("b", 1), LIMIT_ONLY)).isEqualTo(1);
    assertThat(updates(viewer, id("c", 2), LIMIT_ONLY)).isEqualTo(1);
  }

  @Test
  void underRulesTheFirstStartIsOneCallAndLaterOnesAreTwo() {
    var rules = plan("homes", 5, List.of(TWO_HOMES), null);

    assertThat(updates(viewer, id("a", 0), rules)).isEqualTo(1);
    assertThat(updates(viewer, id("b", 1), rules)).isEqualTo(2);
    assertThat(updates(viewer, id("c", 2), family(5), KIDS_ON_TV)).isEqualTo(2);
  }

  @Test
  void aStreamThatNoRuleBoundsIsOneCallBesideOthers() {
    var match = new Rule("match", 1, null, List.of("genre"), Where.ALL, null);
    var rules = plan("sport", 5, List.of(match), null);

    assertThat(updates(viewer, id("a", 0), rules, "genre", "sport")).isEqualTo(1);
    var older =
        new Start.Play(
            id("b", 1), Playback.fromStart(), Details.NONE, new Takeover.None(), Map.of());
    assertThat(updates(viewer, older, rules)).isEqualTo(1);
  }

  @Test
  void aStreamThatDoesNotCountIsOneCallWhateverElsePlays() {
    assertThat(updates(viewer, id("a", 0), family(5))).isEqualTo(1);
    assertThat(updates(viewer, id("free", 1), family(5), "free", "yes")).isEqualTo(1);
    assertThat(updates(viewer, id("more", 2), family(5), "free", "yes")).isEqualTo(1);
    assertThat(updates(viewer, id("b", 3), family(5), "network", "192.0.2.1")).isEqualTo(2);

    var heartbeats = node.tally().calls();
    await(node.store().renew(viewer, id("free", 1), heartbeat(), second(30)));
    assertThat(node.tally().calls() - heartbeats).isEqualTo(1);
    assertThat(bill.last(HEARTBEAT)).isEqualTo(1.0);
  }

  @Test
  void anOverrideCostsItsViewerOneCallMoreAndNobodyElseAnything() {
    var other = freshViewer();
    await(node.store().setOverride(viewer, overrideOf(9, second(60)), second(0)));
    assertThat(bill.last("o = :o")).isEqualTo(1.0);

    assertThat(updates(viewer, id("a", 0), LIMIT_ONLY)).isEqualTo(2);
    assertThat(updates(viewer, id("b", 1), LIMIT_ONLY)).isEqualTo(2);
    assertThat(updates(viewer, id("c", 2), family(5), KIDS_ON_TV)).isEqualTo(2);
    assertThat(updates(other, id("a", 0), LIMIT_ONLY)).isEqualTo(1);
    assertThat(updates(other, id("b", 1), LIMIT_ONLY)).isEqualTo(1);

    var before = node.tally().calls();
    await(node.store().renew(viewer, id("a", 0), heartbeat(), second(30)));
    assertThat(node.tally().calls() - before).isEqualTo(1);
    await(node.store().end(viewer, id("a", 0), Device.UNNAMED, second(31)));
    assertThat(bill.last(END)).isEqualTo(1.0);
    Until.holds(SOON, () -> "settled", () -> bill.calls(SETTLED) == 1);
  }

  @Test
  void theFirstStartAfterAnOverrideRemovesItAndTheNextIsOneCall() {
    await(node.store().setOverride(viewer, overrideOf(9, second(60)), second(0)));

    assertThat(updates(viewer, id("a", 60), LIMIT_ONLY)).isEqualTo(2);
    assertThat(updates(viewer, id("b", 61), LIMIT_ONLY)).isEqualTo(1);
  }

  @Test
  void aStartThatABoundOf0KeepsOutIsOneRead() {
    var none =
        plan("none", 5, List.of(new Rule("none", 0, null, List.of(), Where.ALL, null)), null);
    for (var rules : List.of(none, plan("nothing", 0, List.of(), null))) {
      var before = node.tally().calls();
      assertThat(await(node.store().start(viewer, play(id("a", 0)), rules, second(0))))
          .isInstanceOf(StartDecision.NotAllowed.class);
      assertThat(node.tally().calls() - before).isEqualTo(1);
      assertThat(bill.last("GetItem")).isEqualTo(1.0);
    }
  }

  /** Some 200 bytes. */
  private static Details details(int number) {
    return new Details(
        """
        {"video_name":"The Long Way Home, %1$d","codec_info":"avc1.640028,mp4a.40.2",\
        "src":"https://cdn%1$d.example/vod/8%1$d71/master.m3u8","size":4711%1$d0815,\
        "device_id":"tv-7f31c0a%1$d","content_id":"ep-%1$d","content_type":"live"}\
        """
            .formatted(number),
        detailsOf("ep-" + number).content());
  }

  private void startWithFacts(int number, Rules rules) {
    var facts =
        Map.of(
            "content_type", "live",
            "genre", "sport",
            "device_type", "tv",
            "network", "2001:db8:85a3:1::/64");
    var id = id("device-%1$d/key-%1$d".formatted(number), number);
    var play =
        new Start.Play(id, Playback.fromStart(), details(number), new Takeover.None(), facts);
    assertThat(updates(viewer, play, rules)).isLessThanOrEqualTo(2);
  }

  @Test
  void aViewerWithThreeStreamsAndFourFactsOfEachPaysOneUnitForEachCall() {
    var rules = plan("family", 5, List.of(TWO_HOMES), null);
    assertThat(details(1).json()).hasSizeBetween(190, 215);
    for (var number = 1; number <= 3; number++) {
      startWithFacts(number, rules);
    }
    var paid = new ArrayList<Double>();
    for (var number = 1; number <= 3; number++) {
      var id = id("device-%1$d/key-%1$d".formatted(number), number);
      var reports =
          new Playback.Report[] {new Playback.Report.Pauses(), new Playback.Report.IsAt(1_234_567)};
      await(node.store().renew(viewer, id, heartbeat(reports), second(40)));
      paid.add(bill.last(HEARTBEAT));
    }
    for (var number = 1; number <= 3; number++) {
      var settled = bill.calls(SETTLED);
      var id = id("device-%1$d/key-%1$d".formatted(number), number);
      await(node.store().end(viewer, id, Device.UNNAMED, second(50)));
      paid.add(bill.last(END));
      Until.holds(SOON, () -> "settled", () -> bill.calls(SETTLED) > settled);
      paid.add(bill.last(SETTLED));
    }
    assertThat(paid).containsOnly(1.0);
  }

  /** Facts are never in a row of their own, because rules look at them. */
  @Test
  void largeFactsStayInTheItemAndTheDetailsLeaveIt() {
    var rules = plan("family", 5, List.of(TWO_HOMES), null);
    var large =
        facts("network", "x".repeat(64), "genre", "y".repeat(64), "profile", "z".repeat(64));
    var play =
        new Start.Play(id("a", 0), Playback.fromStart(), details(1), new Takeover.None(), large);

    assertThat(await(node.store().start(viewer, play, rules, second(0))))
        .isInstanceOf(StartDecision.Admitted.class);
    assertThat(bill.calls("PutItem")).isEqualTo(1);
    var member = await(node.store().read(viewer)).members().getFirst();
    assertThat(member.details()).isEqualTo(details(1));
    assertThat(member.atStart().facts()).isEqualTo(large);
  }
}
