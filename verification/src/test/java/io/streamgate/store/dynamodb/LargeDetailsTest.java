package io.streamgate.store.dynamodb;

import static io.streamgate.given.Given.amendment;
import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.lastWords;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.objections;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.engines.DynamoEngine;
import io.streamgate.lease.Amendment.Patched;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Stream;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.dynamodb.item.DetailsReference;
import io.streamgate.store.dynamodb.item.ViewerItem;
import io.streamgate.store.dynamodb.node.RawRows;
import io.streamgate.store.dynamodb.table.Observer;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.shared.Delay;
import io.streamgate.store.shared.InFlight;
import io.streamgate.testing.Until;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Details that do not fit into a viewer's item behave like any others. */
@Tag("engine")
final class LargeDetailsTest {

  private static final StreamId A = id("a", 0);
  private static final Duration RETENTION = Duration.ofDays(30);
  private static final Details LARGE = large(1);
  private static final Details OTHER = large(2);

  private final ViewerId viewer = freshViewer();
  private final RawRows table;
  private final DynamoDbLeaseStore store;
  private final Outbox outbox;

  LargeDetailsTest() {
    var engine = DynamoEngine.dynalite();
    var observer = new Observer(Clock.systemUTC(), System::nanoTime, Duration.ofSeconds(15));
    var client = engine.client(observer);
    var name = engine.freshTable();
    table = new RawRows(client, name);
    var calls = new Table(client, name, 100, observer);
    store = new DynamoDbLeaseStore(calls, RETENTION);
    outbox = Collaborators.of(calls, new InFlight(), RETENTION, Delay.REAL).outbox();
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** A text of 2,500 characters that hardly compresses. */
  private static Details large(long seed) {
    var random = new Random(seed);
    var text = new StringBuilder("{\"src\":\"");
    for (var i = 0; i < 2_500; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return new Details(text + "\"}");
  }

  @Test
  void aStreamIsAnsweredListedFoundAndRenewedWithThem() {
    assertThat(detailsOf(start(A, LARGE, 0, 3))).isEqualTo(LARGE);

    assertThat(await(store.read(viewer)).members().getFirst().details()).isEqualTo(LARGE);
    assertThat(found(A, 1)).isEqualTo(LARGE);
    assertThat(await(store.renew(viewer, A, heartbeat(), second(2))))
        .isInstanceOfSatisfying(
            StreamDecision.Kept.class,
            kept -> assertThat(kept.member().details()).isEqualTo(LARGE));
  }

  @Test
  void theyDoNotMakeTheItemLarge() {
    start(A, LARGE, 0, 3);

    assertThat(table.rows("L").getFirst()).hasSizeLessThan(700);
    assertThat(table.rows("D#")).hasSize(1);
  }

  @Test
  void aRefusalShowsThem() {
    start(A, LARGE, 0, 1);

    assertThat(start(id("b", 1), Details.NONE, 1, 1))
        .isInstanceOfSatisfying(
            StartDecision.Refused.class,
            refused -> assertThat(refused.live().getFirst().details()).isEqualTo(LARGE));
  }

  @Test
  void aReplayIsAnsweredWithThem() {
    start(A, LARGE, 0, 1);

    assertThat(detailsOf(start(id("a", 1), OTHER, 1, 1))).isEqualTo(LARGE);
  }

  @Test
  void aReplayWritesThemAgainWhereTheNodeThatAdmittedDied() {
    start(A, LARGE, 0, 1);
    table.removeRows("D#");
    assertThat(found(A, 1)).isEqualTo(Details.NONE);

    assertThat(detailsOf(start(id("a", 1), LARGE, 1, 1))).isEqualTo(LARGE);
    assertThat(found(A, 2)).isEqualTo(LARGE);
  }

  @Test
  void anAmendmentMayMakeThemLargeOtherwiseAndSmall() {
    start(A, new Details("{\"size\":1}"), 0, 3);

    for (var next : new Details[] {LARGE, OTHER, new Details("{\"size\":2}")}) {
      var answer = await(store.amend(viewer, A, rewrite(next.json()), second(1)));

      assertThat(answer)
          .isInstanceOfSatisfying(
              StreamDecision.Kept.class,
              kept -> assertThat(kept.member().details()).isEqualTo(next));
      assertThat(found(A, 2)).isEqualTo(next);
      assertThat(table.rows("D#")).hasSizeLessThanOrEqualTo(1);
    }
    assertThat(table.rows("D#")).isEmpty();
  }

  @Test
  void anAmendmentIsWorkedOutFromThem() {
    start(A, LARGE, 0, 3);

    var amendment =
        amendment(
            current ->
                current.details().equals(LARGE)
                    ? new Patched.To(OTHER)
                    : new Patched.Rejected(objections(current.details().json())));
    await(store.amend(viewer, A, amendment, second(1)));

    assertThat(found(A, 2)).isEqualTo(OTHER);
  }

  @Test
  void anEndedStreamHasThemInItsRowAndNowhereElse() {
    start(A, LARGE, 0, 3);
    assertThat(await(store.end(viewer, A, Device.UNNAMED, second(5))))
        .isInstanceOfSatisfying(
            StreamDecision.Closed.class,
            closed -> assertThat(closed.stream().details()).isEqualTo(LARGE));

    untilHistoryIsWritten();
    assertThat(found(A, 6)).isEqualTo(LARGE);
    assertThat(await(store.history(viewer, HistoryPage.newest(9), second(6))))
        .extracting(Ended::details)
        .containsExactly(LARGE);
    Until.holds(Duration.ofSeconds(10), () -> "no row is left", () -> table.rows("D#").isEmpty());
  }

  /** A second node can have an old copy of the item, and find the details removed by the first. */
  @Test
  void aRowInHistoryIsNotWrittenOverByANodeThatFindsThemGone() {
    start(A, LARGE, 0, 3);
    await(store.end(viewer, A, Device.UNNAMED, second(5)));
    untilHistoryIsWritten();
    Until.holds(Duration.ofSeconds(10), () -> "no row is left", () -> table.rows("D#").isEmpty());
    var standIn = DetailsReference.to(LARGE).standIn();
    var last = new Member(A, second(90), Playback.fromStart(), standIn);

    var ended = new Ended(last, new Ending.Finished(second(5)));
    await(outbox.write(viewer, ViewerItem.NONE, ended, second(65)));

    assertThat(found(A, 6)).isEqualTo(LARGE);
  }

  @Test
  void lastWordsMayBeLarge() {
    start(A, Details.NONE, 0, 3);
    await(store.amend(viewer, A, lastWords(LARGE.json()), second(5)));

    untilHistoryIsWritten();
    assertThat(found(A, 6)).isEqualTo(LARGE);
  }

  @Test
  void aStreamThatLosesItsSlotHasThemInHistory() {
    start(A, LARGE, 0, 1);
    start(id("b", 100), OTHER, 100, 1);

    untilHistoryIsWritten();
    assertThat(found(A, 101)).isEqualTo(LARGE);
    assertThat(found(id("b", 100), 101)).isEqualTo(OTHER);
  }

  private StartDecision start(StreamId id, Details details, double second, int limit) {
    var start = new Start.Play(id, Playback.fromStart(), details, new Takeover.None());
    return await(store.start(viewer, start, limit(limit), second(second)));
  }

  private static Details detailsOf(StartDecision decision) {
    return switch (decision) {
      case StartDecision.Admitted(var member, _, _) -> member.details();
      case StartDecision.Replayed(var member, _) -> member.details();
      case StartDecision other -> throw new AssertionError(other.toString());
    };
  }

  private Details found(StreamId id, double second) {
    return await(store.find(viewer, id, second(second))).map(Stream::details).orElseThrow();
  }

  private void untilHistoryIsWritten() {
    Until.holds(
        Duration.ofSeconds(10),
        () -> "a row in history, and none in the outbox",
        () -> table.rows("H#").size() == 1 && !table.rows("L").getFirst().contains("E."));
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
