package io.streamgate.endtoend;

import static java.util.Comparator.naturalOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.TestStore;
import io.streamgate.endtoend.server.Launch;
import io.streamgate.endtoend.server.ServerProcess;
import io.streamgate.endtoend.wire.Answer;
import io.streamgate.endtoend.wire.Burst;
import io.streamgate.endtoend.wire.Request;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Concurrent requests of one viewer, with a limit of 3. */
@Tag("e2e")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ParameterizedClass
@MethodSource("stores")
@SuppressWarnings("NullAway.Init") // JUnit and start() set the fields
final class RaceTest {

  private static final int VIEWERS = 200;
  private static final int ROUNDS = 100;
  private static final int BURST = 20;

  @Parameter String kind;
  @TempDir static Path folder;
  private TestStore store;
  private ServerProcess server;
  private Burst burst;

  /** All stores, unless this run selects one. */
  static List<String> stores() {
    var told = System.getProperty(TestStore.KIND);
    return told == null ? List.of("memory", "sqlite") : List.of(told);
  }

  @BeforeParameterizedClassInvocation
  void start() {
    store = TestStore.openOr(kind);
    server = Launch.in(folder).with(store.settings()).start();
    burst = new Burst(server.port(), BURST);
  }

  @AfterParameterizedClassInvocation
  void stop() {
    server.close();
    burst.close();
    store.close();
  }

  @Test
  void of20StartsExactly3AreAdmittedForEachOf200Viewers() {
    assertThat(StartRace.outcomes(burst, VIEWERS, 20))
        .hasSize(VIEWERS)
        .containsOnly(new StartRace.Outcome(3, 17, 3));
  }

  @Test
  void of4StartsExactly3AreAdmittedForEachOf1000Viewers() {
    assertThat(StartRace.outcomes(burst, 1000, 4))
        .hasSize(1000)
        .containsOnly(new StartRace.Outcome(3, 1, 3));
  }

  @Test
  void of20StartsWithOneKeyOneIsAdmittedAndTheOthersAreAnsweredWithItsStream() {
    for (var round = 0; round < ROUNDS; round++) {
      var viewer = Request.freshViewer();

      var answers = burst.send(Collections.nCopies(BURST, Request.startWithKey(viewer, "k")));

      assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
      assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(19);
      assertThat(answers.stream().map(Answer::id).distinct()).isEqualTo(active(viewer)).hasSize(1);
    }
  }

  @Test
  void endsThatArriveTogetherFreeOneSlotEach() {
    for (var round = 0; round < ROUNDS; round++) {
      var viewer = Request.freshViewer();
      var ids = List.of(started(viewer), started(viewer), started(viewer));
      var ends =
          IntStream.range(0, BURST).mapToObj(i -> Request.end(viewer, ids.get(i % 2))).toList();

      assertThat(burst.send(ends)).extracting(Answer::status).containsOnly(204);

      assertThat(active(viewer)).containsExactly(ids.get(2));
      assertThat(statuses(burst.send(starts(viewer, 4)))).containsExactly(201, 201, 409, 409);
    }
  }

  /** A stream started in the same millisecond as a takeover is equally old, and may stay. */
  @Test
  void takeoversThatArriveTogetherLeave3StreamsAndEndAllOthers() {
    for (var round = 0; round < ROUNDS; round++) {
      var viewer = Request.freshViewer();
      var first = Stream.generate(() -> burst.ask(Request.start(viewer, ""))).limit(3).toList();
      var takeover = Request.start(viewer, "{\"takeover\":\"oldest\"}");

      var answers = burst.send(Collections.nCopies(BURST, takeover));

      assertThat(answers).extracting(Answer::status).containsOnly(201);
      assertThat(active(viewer)).hasSize(3).noneMatch(olderThan(answers, first)::contains);
      assertThat(list(viewer, "ended").ofStreams("reason")).hasSize(20).containsOnly("evicted");
    }
  }

  @Test
  void takeoversOfOneStreamThatArriveTogetherEndItOnce() {
    for (var round = 0; round < ROUNDS; round++) {
      var viewer = Request.freshViewer();
      var ids = List.of(started(viewer), started(viewer), started(viewer));
      var takeover = Request.start(viewer, "{\"takeover\":\"" + ids.get(1) + "\"}");

      var answers = burst.send(Collections.nCopies(BURST, takeover));

      assertThat(statuses(answers).filter(status -> status == 201)).hasSize(1);
      assertThat(statuses(answers).filter(status -> status == 409)).hasSize(19);
      assertThat(active(viewer)).hasSize(3).contains(ids.get(0), ids.get(2));
    }
  }

  @Test
  void endsAndStartsThatArriveTogetherNeverLeaveMoreThan3() {
    for (var round = 0; round < ROUNDS; round++) {
      var viewer = Request.freshViewer();
      var ends =
          Stream.of(started(viewer), started(viewer), started(viewer))
              .map(id -> Request.end(viewer, id));

      var answers = burst.send(Stream.concat(starts(viewer, 17).stream(), ends).toList());

      var admitted = statuses(answers).filter(status -> status == 201).count();
      assertThat(admitted).isBetween(0L, 3L);
      assertThat(active(viewer)).hasSize((int) admitted);
    }
  }

  private static List<Request> starts(String viewer, int count) {
    return Collections.nCopies(count, Request.start(viewer, ""));
  }

  /**
   * The ids of the streams that were started at least a millisecond before all of {@code these}.
   */
  private static List<String> olderThan(List<Answer> these, List<Answer> streams) {
    var begin = these.stream().map(answer -> answer.time("/started_at")).min(naturalOrder());
    return streams.stream()
        .filter(stream -> stream.time("/started_at").isBefore(begin.orElseThrow()))
        .map(Answer::id)
        .toList();
  }

  private static Stream<Integer> statuses(List<Answer> answers) {
    return answers.stream().map(Answer::status).sorted();
  }

  private String started(String viewer) {
    return burst.ask(Request.start(viewer, "")).id();
  }

  private List<String> active(String viewer) {
    return list(viewer, "active").ofStreams("stream_id");
  }

  private Answer list(String viewer, String status) {
    return burst.ask(Request.list(viewer, "?status=" + status));
  }
}
