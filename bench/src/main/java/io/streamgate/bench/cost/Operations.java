package io.streamgate.bench.cost;

import io.streamgate.bench.cost.Meter.Call;
import io.streamgate.bench.cost.price.Units;
import io.streamgate.lease.Amendment;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Playback.Report;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.dynamodb.DynamoDbLeaseStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Runs each operation of Streamgate's store once and records the capacity consumed, including the
 * calls after the response. Not thread-safe.
 */
final class Operations {

  /**
   * One operation and all its calls.
   *
   * @param units as the table reports them
   * @param unmet the number of calls whose condition failed; their units are not included
   */
  record Operation(String name, int calls, Units units, int unmet) {}

  private static final Rules RULES = Subject.rules(Duration.ofSeconds(90));

  private static final int SHORTEST = 200;
  private static final int LONGEST = 450;
  private static final int STEP = 50;
  private static final int LARGE = 4000;
  private static final int SHORT_STREAMS = 10;
  private static final int PAGE = 20;

  private final String table;
  private final Instant now;
  private final Meter meter = new Meter();
  private final Random random = new Random(1);
  private final List<Operation> operations = new ArrayList<>();

  private Operations(String table, Instant now) {
    this.table = table;
    this.now = now;
  }

  static List<Operation> measured(String table, Instant now) {
    var operations = new Operations(table, now);
    operations.ofThreeStreams(new ViewerId("three"));
    operations.ofShortStreams(new ViewerId("short"));
    operations.ofLongDetails(new ViewerId("long"));
    operations.ofLargeDetails(new ViewerId("large"));
    return operations.operations;
  }

  private void ofThreeStreams(ViewerId viewer) {
    var first = Subject.start(viewer, 1, now);
    var second = Subject.start(viewer, 2, now);
    var third = Subject.start(viewer, 3, now);
    var fourth = Subject.start(viewer, 4, now);
    note("start the first of three streams", start(viewer, first));
    note("start the second", start(viewer, second));
    note("start the third", start(viewer, third));
    note("start it again, with its key", start(viewer, third));
    note("start a fourth, refused", start(viewer, fourth));
    note("heartbeat of the first", heartbeat(viewer, first.id()));
    note("pause it by PATCH", store -> store.amend(viewer, first.id(), paused(), now));
    note("show it", store -> store.find(viewer, first.id(), now));
    note("start a fourth in its place", start(viewer, takingOver(fourth)));
    note("heartbeat of the first, now ended", heartbeat(viewer, first.id()));
    note("end the second", end(viewer, second.id()));
    note("list the members", store -> store.read(viewer));
    note("list the ended streams", store -> store.history(viewer, HistoryPage.newest(PAGE), now));
  }

  /** Ended streams stay in the item for two minutes. */
  private void ofShortStreams(ViewerId viewer) {
    var running = Subject.start(viewer, 1, now);
    made(start(viewer, running));
    made(start(viewer, Subject.start(viewer, 2, now)));
    for (var ended = 0; ended < SHORT_STREAMS; ended++) {
      var brief = Subject.start(viewer, 3 + ended, now);
      note("start beside 2, %d just ended".formatted(ended), start(viewer, brief));
      made(end(viewer, brief.id()));
    }
    note(
        "heartbeat of one of 2, %d just ended".formatted(SHORT_STREAMS),
        heartbeat(viewer, running.id()));
  }

  /** Three streams in one item, with details that compress badly. */
  private void ofLongDetails(ViewerId viewers) {
    for (var length = SHORTEST; length <= LONGEST; length += STEP) {
      var viewer = new ViewerId(viewers + "-" + length);
      var starts = new ArrayList<Start.Play>();
      for (var i = 1; i <= 3; i++) {
        var start = Subject.start(viewer, i, details(length), now);
        made(start(viewer, start));
        starts.add(start);
      }
      note(
          "heartbeat, 3 with %d bytes of data".formatted(length),
          heartbeat(viewer, starts.getLast().id()));
    }
  }

  /** Details that are too large for the item and are stored in a separate row. */
  private void ofLargeDetails(ViewerId viewer) {
    var start = Subject.start(viewer, 1, details(LARGE), now);
    note("start with %d bytes of data".formatted(LARGE), start(viewer, start));
    note("heartbeat of it", heartbeat(viewer, start.id()));
    note("end it", end(viewer, start.id()));
  }

  private Details details(int letters) {
    var text = new StringBuilder();
    random.ints(letters, 'A', 'z' + 1).forEach(c -> text.append(c == '\\' ? '0' : (char) c));
    return new Details("{\"video_name\":\"" + text + "\"}");
  }

  private Function<DynamoDbLeaseStore, CompletionStage<?>> start(
      ViewerId viewer, Start.Play start) {
    return store -> store.start(viewer, start, RULES, now);
  }

  private Function<DynamoDbLeaseStore, CompletionStage<?>> heartbeat(ViewerId viewer, StreamId id) {
    return store -> store.renew(viewer, id, new Heartbeat(List.of(), RULES.lease()), now);
  }

  private Function<DynamoDbLeaseStore, CompletionStage<?>> end(ViewerId viewer, StreamId id) {
    return store -> store.end(viewer, id, Device.UNNAMED, now);
  }

  private static Start.Play takingOver(Start.Play start) {
    return new Start.Play(start.id(), start.playback(), start.details(), new Takeover.Oldest());
  }

  private static Amendment paused() {
    return new Amendment(
        List.of(new Report.Pauses()), Amendment.Patch.NOTHING, Amendment.Fate.GOES_ON);
  }

  private void note(String name, Function<DynamoDbLeaseStore, CompletionStage<?>> operation) {
    var units = Units.NONE;
    var unmet = 0;
    var calls = made(operation);
    for (var call : calls) {
      switch (call) {
        case Call.Made(var made) -> units = units.plus(made);
        case Call.Unmet() -> unmet++;
      }
    }
    operations.add(new Operation(name, calls.size(), units, unmet));
  }

  /** Closes the store before reading the meter, so that the calls after the response count. */
  private List<Call> made(Function<DynamoDbLeaseStore, CompletionStage<?>> operation) {
    try (var store = Kind.store(meter, table)) {
      operation.apply(store).toCompletableFuture().join();
    }
    return meter.since(1);
  }
}
