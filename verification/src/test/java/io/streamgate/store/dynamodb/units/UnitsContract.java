package io.streamgate.store.dynamodb.units;

import static io.streamgate.given.Given.detailsOf;
import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.store.dynamodb.node.Answers.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.engines.EngineProcess;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Termination;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.dynamodb.node.Node;
import io.streamgate.store.dynamodb.node.Site;
import io.streamgate.store.shared.PastHalf;
import io.streamgate.testing.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The cost of calls as reported by the table. A write is charged per started kilobyte of the item,
 * so an additional field or a longer name can double the cost of everything.
 */
abstract class UnitsContract {

  static final Duration SOON = Duration.ofSeconds(20);
  static final String START = "ADD ids";
  static final String HEARTBEAT = "#L.x = :expires";
  static final String END = "#E = #L";
  static final String SETTLED = "REMOVE #E0";

  final Bill bill = new Bill();
  final ViewerId viewer = freshViewer();
  final Node node;

  UnitsContract(EngineProcess engine) {
    node = Site.fresh(engine).node(bill);
    await(node.store().sweep(second(0))); // the first call asks the table for its time
  }

  @AfterEach
  final void close() {
    node.close();
  }

  /** The details of a player that sends a key and fills in every field: 330 bytes and a mark. */
  private static Details details(int number) {
    return new Details(
        """
        {"video_name":"The Long Way Home, Episode %1$d","codec_info":"avc1.640028,mp4a.40.2",\
        "file_type":"video/mp4","size":4711%1$d0815,\
        "src":"https://cdn%1$d.example.com/vod/%1$d7c1/master.m3u8","framerate":"29.97",\
        "device_id":"f3b%1$dc2d4-77aa-4e0d","device_name":"Living room TV",\
        "device_type":"smart-tv","content_id":"ep-%1$d0%1$d7","content_type":"vod"}\
        """
            .formatted(number),
        detailsOf("ep-" + number).content());
  }

  private static StreamId stream(int number) {
    return id("device-%1$d/key-%1$d".formatted(number), number);
  }

  /** In one call, because the details are in the item. */
  private double startUnits(int number) {
    var before = node.tally().calls();
    var start =
        new Start.Play(
            stream(number), Playback.fromStart(), details(number), new Start.Takeover.None());
    assertThat(await(node.store().start(viewer, start, limit(100), second(number))))
        .isInstanceOf(StartDecision.Admitted.class);
    assertThat(node.tally().calls() - before).isEqualTo(1);
    return bill.last(START);
  }

  private double heartbeatUnits(int number, double second, Playback.Report... told) {
    var before = node.tally().calls();
    await(node.store().renew(viewer, stream(number), heartbeat(told), second(second)));
    assertThat(node.tally().calls() - before).isEqualTo(1);
    return bill.last(HEARTBEAT);
  }

  /** Waits until the row is written and removed from the item, and the node knows that. */
  private double endUnits(int number, double second) {
    var settled = bill.calls(SETTLED);
    await(node.store().end(viewer, stream(number), Device.UNNAMED, second(second)));
    Until.holds(SOON, () -> "settled", () -> bill.calls(SETTLED) > settled);
    return bill.last(END);
  }

  @Test
  void aViewerWithThreeStreamsPaysOneUnitForEverything() {
    var paid = new ArrayList<String>();
    for (var number = 1; number <= 3; number++) {
      paid.add("start %d: %.1f".formatted(number, startUnits(number)));
    }
    for (var number = 1; number <= 3; number++) {
      paid.add("heartbeat %d: %.1f".formatted(number, heartbeatUnits(number, 30)));
    }
    var told =
        new Playback.Report[] {new Playback.Report.Pauses(), new Playback.Report.IsAt(1_234_567)};
    paid.add("pause: %.1f".formatted(heartbeatUnits(3, 40, told)));
    for (var number = 1; number <= 3; number++) {
      paid.add("end %d: %.1f".formatted(number, endUnits(number, 50)));
      paid.add("row: %.1f".formatted(bill.last("PutItem")));
      paid.add("removal from the item: %.1f".formatted(bill.last(SETTLED)));
    }

    assertThat(paid).allMatch(each -> each.endsWith(": 1.0"));
  }

  @Test
  void anEndByAnOperatorPaysOneUnitAndSoDoesOneOfAllStreams() {
    for (var number = 1; number <= 3; number++) {
      startUnits(number);
    }
    var by = new Termination("operate", null);
    await(node.store().terminate(viewer, stream(1), by, second(4)));
    assertThat(bill.last(END)).isEqualTo(1.0);

    await(node.store().terminateAll(viewer, by, second(5)));
    assertThat(bill.last("#E0=#D0")).isEqualTo(1.0);
  }

  @Test
  void aReadPaysOneUnitAndHalfOfItWhereItMayBeOld() {
    for (var number = 1; number <= 3; number++) {
      startUnits(number);
    }
    await(node.store().read(viewer));
    assertThat(bill.last("GetItem")).isEqualTo(1.0);

    var pastHalf = new PastHalf(node.store(), Duration.ofSeconds(10));
    await(pastHalf.renew(viewer, stream(1), heartbeat(), second(11)));
    assertThat(bill.last("GetItem")).isEqualTo(0.5);

    await(node.store().history(viewer, HistoryPage.newest(50), second(9)));
    assertThat(bill.last("Query")).isLessThanOrEqualTo(1.0);
  }

  /** The tombstones of a viewer who zaps: one for each stream of the last two minutes. */
  @Test
  void tombstonesBesideTwoStreamsDoNotMakeAHeartbeatDearer() {
    startUnits(1);
    startUnits(2);
    var starts = new ArrayList<Double>();
    for (var number = 3; number <= 9; number++) {
      starts.add(startUnits(number));
      endUnits(number, number + 0.5);
    }

    assertThat(node.item(viewer).sids("R.")).hasSize(7);
    assertThat(heartbeatUnits(1, 30)).isEqualTo(1.0);
    assertThat(heartbeatUnits(2, 30)).isEqualTo(1.0);
    assertThat(starts.subList(0, 4)).containsOnly(1.0);
    System.out.println("units of starts with 0 to 6 tombstones: " + starts);
  }

  /** More tombstones than one update can remove, because expressions have a maximum length. */
  @Test
  void theTombstonesOfACrowdAreTakenOutByTheNextEnds() {
    for (var number = 0; number < 250; number++) {
      var past = pastView(id("past-" + number, 0));
      await(node.store().start(viewer, past, limit(3), second(0)));
    }
    Until.holds(SOON, () -> "settled", () -> node.item(viewer).sids("E.").isEmpty());
    assertThat(node.item(viewer).sids("R.")).hasSize(250);

    for (var number = 200; number < 203; number++) {
      startUnits(number);
      endUnits(number, number + 0.5);
    }
    assertThat(node.item(viewer).sids("R.")).hasSize(3);
  }

  @Test
  void ofThirtyTwoStartsAtOnceEachAsksTwiceAtTheMost() {
    await(node.store().read(viewer));
    var before = node.tally().calls();
    var starts =
        IntStream.range(0, 32)
            .mapToObj(
                number ->
                    node.store().start(viewer, play(id("s" + number, 0)), limit(3), second(0)))
            .toList();
    var admitted =
        starts.stream().filter(start -> await(start) instanceof StartDecision.Admitted).count();

    assertThat(admitted).isEqualTo(3);
    var calls = node.tally().calls() - before;
    System.out.printf("%.2f calls per contended start%n", calls / 32.0);
    assertThat(calls).isLessThanOrEqualTo(64);
  }
}
