package io.streamgate.store.sqlite;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.Leave;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.HeapBudget;
import io.streamgate.store.StoreHealth.Census;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.sqlite.Generation.Question;
import io.streamgate.store.sqlite.ScriptedJournal.Fate;
import io.streamgate.store.sqlite.WriteQueue.Write;
import io.streamgate.store.sqlite.WriteQueue.WriteKind;
import io.streamgate.store.sqlite.journal.Journal.Change;
import java.time.Duration;
import java.util.Collection;
import org.junit.jupiter.api.Test;

/** The expiry of each lease, which only memory knows, and when upkeep checks it. */
final class SqliteExpiryTest extends SqliteFixture {

  /** A generation that is never written to disk. */
  private final Generation generation = new Generation(20_000, HeapBudget.ofThisProcess());

  @Test
  void afterAFailedCommitAndAFailedReloadTheMemoryOfEachMemberIsCountedOnce() {
    start("a", 0);
    var before = heap.used();
    journal().failLoads(3);

    failOneCommit(Fate.FAILS_BEFORE, () -> starting("b", 1));

    assertThat(heap.used()).isEqualTo(before);
  }

  @Test
  void afterAFailedCommitEachOfAViewersStreamsHasItsOwnExpiry() {
    start("a", 0);
    start("b", 10);
    await(renewing(id("b", 10), 60));

    failOneCommit(Fate.FAILS_BEFORE, () -> starting("c", 61));

    assertThat(members()).extracting(Member::expiresAt).containsExactly(second(90), second(150));
  }

  /** Its viewer is then due twice, and the second check finds nothing to do. */
  @Test
  void aLeaseThatWasShortenedIsMarkedOnce() {
    start("a", 0);
    var leave = new Leave(second(90), Duration.ofSeconds(10));
    await(store.leave(VIEWER, id("a", 0), leave, second(1)));
    var before = journal().commits().size();

    sweep(95);

    assertThat(rows("SELECT lapsed_at FROM live"))
        .containsExactly(Long.toString(second(11).toEpochMilli()));
    assertThat(journal().commits().subList(before, journal().commits().size()))
        .filteredOn(commit -> commit.getFirst() instanceof Change.Mark)
        .hasSize(1);
  }

  /** Otherwise upkeep's memory would grow with each call. */
  @Test
  void aViewerIsDueOnceHoweverOftenItIsDecided() {
    generation.decide(
        new Question<>(
            VIEWER,
            WriteKind.START,
            set -> set.decide(play(id("a", 0)), limit(3), second(0)),
            second(0)));
    for (var repeated = 1; repeated <= 3; repeated++) {
      var now = second(repeated);
      generation.decide(
          new Question<>(
              VIEWER, WriteKind.OTHER, set -> set.amend(id("a", 0), rewrite("{}"), now), now));
    }

    assertThat(generation.buckets.takeDue(second(89.999))).isEmpty();
    assertThat(generation.buckets.takeDue(second(90)))
        .singleElement()
        .satisfies(viewers -> assertThat(viewers).containsExactly(VIEWER));
  }

  @Test
  void aRestartFindsEachOfAViewersStreamsInItsOwnRow() {
    start("a", 0);
    start("c", 20);
    await(store.start(VIEWER, play(id("b", 10)), limit(3), second(21)));
    sweep(95);

    restart(96);
    assertThat(memberIds()).containsExactly(id("a", 0), id("b", 10), id("c", 20));
    assertThat(members())
        .extracting(Member::expiresAt)
        .containsExactly(second(90), second(186), second(186));

    await(ending(id("c", 20), 97));
    await(renewing(id("a", 0), 98));
    assertThat(rows("SELECT stream FROM live WHERE lapsed_at IS NULL ORDER BY stream"))
        .containsExactly(id("a", 0).value(), id("b", 10).value());
    await(ending(id("b", 10), 99));
    assertThat(rows("SELECT stream FROM live")).containsExactly(id("a", 0).value());
  }

  /** Streams whose keys are forgotten by now stay on disk only. */
  @Test
  void afterAFailedCommitOnlyWhatEndedLatelyIsReadBack() {
    start("a", 0);
    await(ending(id("a", 0), 5));
    sweep(125);

    failOneCommit(Fate.FAILS_BEFORE, () -> starting("b", 500));

    assertThat(store.health().census()).isEqualTo(new Census.Counted(0, 0, 0, 0));
  }

  /** Several threads decide ends, which are recorded only roughly in order. */
  @Test
  void aStreamRecordedALittleTooLateHidesNoneThatEndedAfterIt() {
    start("a", 360);
    start("b", 361);
    await(ending(id("a", 360), 400));
    await(ending(id("b", 361), 370));

    restart(495);

    assertThat(start("a", 495)).isInstanceOf(StartDecision.AlreadyEnded.class);
  }

  /** Viewers due at second 90 who have sent a heartbeat since, so that nothing is to be written. */
  private void addHeard(int viewers) {
    var id = id("a", 0);
    for (var n = 0; n < viewers; n++) {
      var viewer = new ViewerId(VIEWER + "-" + n);
      generation.decide(
          new Question<>(
              viewer,
              WriteKind.START,
              set -> set.decide(play(id), limit(1), second(0)),
              second(0)));
      generation.renew(viewer, id, set -> set.renew(id, heartbeat(), second(60)), second(60));
    }
  }

  @Test
  void aStepLooksAtNoMoreThan8192Viewers() {
    addHeard(8_193);
    var pass = new UpkeepPass(second(100), KEPT);

    pass.advance(generation, 0);

    assertThat(generation.buckets.takeDue(second(150)).stream().mapToInt(Collection::size).sum())
        .isEqualTo(8_192);
    assertThat(pass.done()).isNotDone();
  }

  @Test
  void aPassThatCannotGoOnFails() {
    addHeard(8_193);
    var pass = new UpkeepPass(second(100), KEPT);
    generation.queue.shut("the store is closed");

    pass.advance(generation, 0);

    assertThat(pass.done().exceptionNow())
        .isInstanceOf(StoreUnavailable.class)
        .hasMessage("the store is closed");
  }

  /** The ended streams are on record by then, and only history would be left to do. */
  @Test
  void aPassThatCannotForgetAnyMoreTellsWhatItHasDone() {
    var pass = new UpkeepPass(second(100), KEPT);
    generation.queue.shut("the store is closed");

    pass.advance(generation, 0);

    assertThat(pass.done()).isCompletedWithValue(0);
  }

  @Test
  void aPassForgetsInNoMoreThan512Steps() {
    var pass = new UpkeepPass(second(100), KEPT);
    var steps = 0;

    while (!pass.done().isDone() && steps < 1_000) {
      pass.advance(generation, UpkeepPass.MAX_ROWS);
      steps++;
    }

    assertThat(steps).isEqualTo(513);
    assertThat(generation.queue.drain(2_000))
        .filteredOn(
            work ->
                work instanceof Write(var changes, _, _, _)
                    && changes.getFirst() instanceof Change.Forget)
        .hasSize(512);
  }

  @Test
  void aViewerWhomAShutQueueDoesNotTakeStaysAsItWas() {
    var id = id("a", 0);
    generation.decide(
        new Question<>(
            VIEWER, WriteKind.START, set -> set.decide(play(id), limit(1), second(0)), second(0)));
    generation.queue.shut("the store is closed");

    new UpkeepPass(second(690), KEPT).advance(generation, 0);

    assertThat(generation.lastKnown(VIEWER, id)).map(Member::expiresAt).contains(second(90));
    assertThat(generation.census().members()).isEqualTo(1);
  }
}
