package io.streamgate.store.sqlite;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.Leave;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Playback;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.sqlite.journal.Journal.Change;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Which calls wait for which commit, and which do not. */
final class SqliteCommitTest extends SqliteFixture {

  private void waitsForTheCommit(CompletionStage<?> answer) {
    assertThat(answer).isNotDone();
    journal().letGo();
    await(answer);
  }

  @Test
  void aStartWaitsForItsCommit() {
    journal().hold();

    waitsForTheCommit(starting("a", 0));
    assertThat(rows("SELECT stream FROM live")).containsExactly(id("a", 0).value());
  }

  @Test
  void aReplayOfAStartWhoseCommitHasNotHappenedWaitsForIt() {
    journal().hold();
    starting("a", 0);

    var replay = starting("a", 1);

    waitsForTheCommit(replay);
    assertThat(await(replay)).isInstanceOf(StartDecision.Replayed.class);
  }

  @Test
  void aRefusalWaitsForTheStartsItCounted() {
    journal().hold();
    starting("a", 0, 1);

    var refused = starting("b", 1, 1);

    waitsForTheCommit(refused);
    assertThat(await(refused)).isInstanceOf(StartDecision.Refused.class);
  }

  @Test
  void aListWaitsForTheStartsItShows() {
    journal().hold();
    starting("a", 0);

    waitsForTheCommit(store.read(VIEWER));
  }

  @Test
  void oneStreamIsFoundNoSoonerThanItIsCommitted() {
    journal().hold();
    starting("a", 0);

    waitsForTheCommit(store.find(VIEWER, id("a", 0), second(1)));
  }

  @Test
  void historyWaitsForTheEndsItShows() {
    start("a", 0);
    journal().hold();
    ending(id("a", 0), 5);

    var history = store.history(VIEWER, HistoryPage.newest(10), second(6));

    waitsForTheCommit(history);
    assertThat(await(history)).hasSize(1);
  }

  @Test
  void aHeartbeatOfAStreamWhoseEndIsNotCommittedIsToldSoAfterTheCommit() {
    start("a", 0);
    journal().hold();
    ending(id("a", 0), 5);

    var heartbeat = renewing(id("a", 0), 6);

    waitsForTheCommit(heartbeat);
    assertThat(await(heartbeat)).isInstanceOf(StreamDecision.Gone.class);
  }

  @Test
  void anAnswerThatAStreamNeverWasWaitsToo() {
    journal().hold();
    starting("a", 0);

    waitsForTheCommit(ending(id("never", 0), 1));
  }

  @Test
  void aHeartbeatDoesNotWait() {
    journal().hold();
    starting("a", 0);

    assertThat(renewing(id("a", 0), 1)).isCompleted();
  }

  @Test
  void aHeartbeatThatRevivesAMarkedRowWaitsForItsCommit() {
    start("a", 0);
    sweep(90);
    assertThat(rows("SELECT lapsed_at FROM live"))
        .containsExactly(Long.toString(second(90).toEpochMilli()));
    journal().hold();

    waitsForTheCommit(renewing(id("a", 0), 100));

    assertThat(rows("SELECT lapsed_at FROM live")).containsExactly("null");
  }

  @Test
  void aHeartbeatRightAfterTheOneThatRevivesWaitsWithIt() {
    start("a", 0);
    sweep(90);
    journal().hold();
    renewing(id("a", 0), 100);

    waitsForTheCommit(renewing(id("a", 0), 101));
  }

  @Test
  void aReplayThatRevivesAMarkedRowClearsTheMark() {
    start("a", 0);
    sweep(90);

    start("a", 100);

    assertThat(rows("SELECT lapsed_at FROM live")).containsExactly("null");
  }

  @Test
  void aViewerWithNothingQueuedIsAnsweredAtOnce() {
    start("a", 0);
    journal().hold();
    store.start(freshViewer(), play(id("x", 0)), limit(3), second(0));
    journal().awaitBegun();

    assertThat(store.read(VIEWER)).isCompleted();
    assertThat(starting("b", 1, 1)).isCompleted();
  }

  @Test
  void aStartDeletesTheRowsItDisplacesInItsOwnTransaction() {
    start("a", 0);
    var before = journal().commits().size();

    await(starting("b", 90, 1));

    assertThat(journal().commits()).hasSize(before + 1);
    assertThat(journal().commits().getLast())
        .hasAtLeastOneElementOfType(Change.Remove.class)
        .hasAtLeastOneElementOfType(Change.Remember.class)
        .hasAtLeastOneElementOfType(Change.Admit.class);
    assertThat(rows("SELECT stream FROM live")).containsExactly(id("b", 90).value());
  }

  @Test
  void heartbeatsNeverReachTheDisk() {
    start("a", 0);
    var before = journal().commits().size();

    await(store.renew(VIEWER, id("a", 0), heartbeat(new Playback.Report.IsAt(5)), second(30)));
    start("b", 31);

    assertThat(journal().commits()).hasSize(before + 1);
    assertThat(journal().commits().getLast()).singleElement().isInstanceOf(Change.Admit.class);
  }

  @Test
  void aLeaveNeverReachesTheDisk() {
    start("a", 0);
    var before = journal().commits().size();
    var leave = new Leave(second(90), Duration.ofSeconds(15));

    assertThat(await(store.leave(VIEWER, id("a", 0), leave, second(30))))
        .isInstanceOf(StreamDecision.Kept.class);
    start("b", 31);

    assertThat(journal().commits()).hasSize(before + 1);
    assertThat(journal().commits().getLast()).singleElement().isInstanceOf(Change.Admit.class);
  }

  @Test
  void anAmendmentReachesTheDiskWithThePlaybackOfTheHeartbeatsBeforeIt() {
    start("a", 0);
    await(store.renew(VIEWER, id("a", 0), heartbeat(new Playback.Report.IsAt(5)), second(30)));

    await(store.amend(VIEWER, id("a", 0), rewrite("{\"size\":1}"), second(31)));

    assertThat(rows("SELECT details || position_ms FROM live")).containsExactly("{\"size\":1}5");
  }

  @Test
  void manyViewersShareACommit() {
    journal().hold();
    var first = starting("a", 0);
    journal().awaitBegun();
    var others = new CompletableFuture<?>[100];
    for (var i = 0; i < others.length; i++) {
      others[i] =
          store.start(freshViewer(), play(id("x", i)), limit(3), second(i)).toCompletableFuture();
    }
    journal().letGo();
    await(first);
    await(CompletableFuture.allOf(others));

    assertThat(journal().commits()).hasSize(2);
  }

  /**
   * The index on history would reject the second row, and fail every other change in the commit.
   */
  @Test
  void anIdThatIsRecordedAgainReplacesItsRow() {
    await(store.start(VIEWER, pastView(id("seen", 0)), limit(3), second(0)));

    await(store.start(VIEWER, pastView(id("seen", 0)), limit(3), second(200)));

    assertThat(history(201))
        .extracting(Ended::ending)
        .containsExactly(new Ending.Recorded(second(200)));
  }
}
