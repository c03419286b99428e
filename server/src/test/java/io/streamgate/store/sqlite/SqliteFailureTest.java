package io.streamgate.store.sqlite;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.store.StoreHealth.Census;
import io.streamgate.store.StoreHealth.State;
import io.streamgate.store.sqlite.ScriptedJournal.Fate;
import io.streamgate.store.sqlite.journal.Database;
import io.streamgate.store.sqlite.journal.SqliteJournal;
import io.streamgate.testing.Until;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The effect of a failed commit on waiting calls, on memory, and on later calls. */
final class SqliteFailureTest extends SqliteFixture {

  @Test
  void aFailedCommitFailsEverythingQueuedBehindIt() {
    var waiting = new ArrayList<CompletionStage<?>>();
    failOneCommit(
        Fate.FAILS_BEFORE,
        () -> {
          waiting.add(starting("a", 0));
          journal().awaitBegun();
          waiting.add(starting("b", 1));
          waiting.add(starting("a", 2));
          waiting.add(store.read(VIEWER));
          waiting.add(store.start(freshViewer(), play(id("x", 3)), limit(3), second(3)));
          waiting.add(store.sweep(second(4)));
        });

    for (var answer : waiting) {
      assertThat(failure(answer).mayHaveHappened()).isTrue();
    }
    assertThat(rows("SELECT stream FROM live")).isEmpty();
  }

  @Test
  void afterAFailedCommitMembershipIsWhatTheDiskSays() {
    start("a", 0);

    failOneCommit(
        Fate.FAILS_BEFORE,
        () -> {
          starting("b", 1);
          ending(id("a", 0), 2);
        });

    assertThat(memberIds()).containsExactly(id("a", 0));
    assertThat(history(3)).isEmpty();
    assertThat(await(ending(id("a", 0), 4))).isInstanceOf(StreamDecision.Closed.class);
  }

  @Test
  void aStartThatFailedIsAdmittedWhenItIsRepeated() {
    failOneCommit(Fate.FAILS_BEFORE, () -> starting("a", 0));

    assertThat(start("a", 1)).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void aCommitThatHappenedAlthoughItFailedCounts() {
    start("a", 0);

    failOneCommit(
        Fate.FAILS_AFTER,
        () -> {
          ending(id("a", 0), 1);
          journal().awaitBegun();
        });
    failOneCommit(Fate.FAILS_AFTER, () -> starting("b", 2));

    assertThat(memberIds()).containsExactly(id("b", 2));
    assertThat(start("b", 3)).isInstanceOf(StartDecision.Replayed.class);
    assertThat(start("a", 4)).isInstanceOf(StartDecision.AlreadyEnded.class);
  }

  @Test
  void expiriesAndPlaybackSurviveAFailedCommit() {
    start("a", 0);
    await(store.renew(VIEWER, id("a", 0), heartbeat(new Playback.Report.IsAt(7)), second(60)));

    failOneCommit(Fate.FAILS_BEFORE, () -> starting("b", 61));

    assertThat(members())
        .containsExactly(
            new Member(
                id("a", 0),
                second(60),
                second(150),
                new Playback.Playing(7),
                play(id("a", 0)).details()));
  }

  @Test
  void aMemberWhoseEndFailedHasTheExpiryItHad() {
    start("a", 0);
    await(renewing(id("a", 0), 60));

    failOneCommit(Fate.FAILS_BEFORE, () -> ending(id("a", 0), 61));

    assertThat(members().getFirst().expiresAt()).isEqualTo(second(150));
  }

  @Test
  void aMarkThatFailedIsSetByTheNextPass() {
    start("a", 0);
    failOneCommit(Fate.FAILS_BEFORE, () -> store.sweep(second(90)));
    assertThat(rows("SELECT lapsed_at FROM live")).containsExactly("null");

    sweep(95);

    assertThat(rows("SELECT lapsed_at FROM live"))
        .containsExactly(Long.toString(second(90).toEpochMilli()));
  }

  @Test
  void aRevivalThatFailedLeavesARowThatTheNextHeartbeatUnmarks() {
    start("a", 0);
    sweep(90);
    failOneCommit(Fate.FAILS_BEFORE, () -> renewing(id("a", 0), 100));

    await(renewing(id("a", 0), 101));

    assertThat(rows("SELECT lapsed_at FROM live")).containsExactly("null");
  }

  @Test
  void whileTheDiskCannotBeReadNothingIsDecidedAndTheNodeIsAtFault() {
    start("a", 0);
    journal().failLoads(Integer.MAX_VALUE);
    journal().next(Fate.FAILS_BEFORE);
    failure(starting("b", 1));
    journal().awaitFailedLoad();

    var why = failure(starting("c", 2));
    assertThat(why.mayHaveHappened()).isFalse();
    assertThat(why).hasMessage("the last commit failed: disk I/O error");
    assertThat(failure(renewing(id("a", 0), 2)).mayHaveHappened()).isFalse();
    assertThat(failure(store.read(VIEWER)).mayHaveHappened()).isFalse();
    assertThat(store.health().state()).isEqualTo(State.NODE_AT_FAULT);
    journal().awaitFailedLoad(); // so the first failure has been reported
    assertThat(store.health().detail())
        .isEqualTo("cannot reload members from disk: disk I/O error");
    assertThat(store.health().census()).isEqualTo(new Census.Counted(2, 0, 1, 0));
  }

  @Test
  void aStoreRecoversWithoutARestart() {
    start("a", 0);
    journal().failLoads(3);
    failOneCommit(Fate.FAILS_BEFORE, () -> starting("b", 1));

    assertThat(store.health().state()).isEqualTo(State.SERVING);
    assertThat(start("c", 2)).isInstanceOf(StartDecision.Admitted.class);
    assertThat(memberIds()).containsExactly(id("a", 0), id("c", 2));
    assertThat(store.health().census()).isEqualTo(new Census.Counted(2, 0, 1, 0));
  }

  @Test
  void whileTheDiskTakesNothingOnlyWhatChangesItFails() {
    start("a", 0);
    journal().failTries(Integer.MAX_VALUE);
    journal().next(Fate.FAILS_BEFORE);
    failure(starting("b", 1));
    journal().awaitFailedTry();
    journal().awaitFailedTry(); // so the first failure has been reported

    assertThat(memberIds()).containsExactly(id("a", 0));
    assertThat(await(renewing(id("a", 0), 2))).isInstanceOf(StreamDecision.Kept.class);
    assertThat(start("a", 2)).isInstanceOf(StartDecision.Replayed.class);
    assertThat(await(starting("c", 2, 0))).isInstanceOf(StartDecision.NotAllowed.class);
    var why = failure(starting("b", 2));
    assertThat(why.mayHaveHappened()).isFalse();
    assertThat(why).hasMessage("the last commit failed: disk I/O error");
    assertThat(failure(ending(id("a", 0), 2)).mayHaveHappened()).isFalse();
    assertThat(failure(store.sweep(second(3))).mayHaveHappened()).isFalse();
    assertThat(store.health().state()).isEqualTo(State.NODE_AT_FAULT);
    assertThat(store.health().detail()).isEqualTo("cannot write to disk: the disk is full");
  }

  /** Reads and heartbeats go on while a disk is full, but not from a memory that is out of date. */
  @Test
  void aDatabaseThatIsTakenOverWhileTheDiskIsFullIsNotReadAnyMore() throws SQLException {
    start("a", 0);
    journal().failTries(1_000_000);
    journal().next(Fate.FAILS_BEFORE);
    failure(starting("b", 1));
    journal().awaitFailedTry();
    assertThat(memberIds()).containsExactly(id("a", 0));

    try (var other = new SqliteJournal(Database.in(directory))) {
      other.load(second(90), second(0), _ -> {});
      journal().failTries(0);
      Until.holds(
          Duration.ofSeconds(20),
          () -> "the takeover is noticed: " + store.health(),
          () -> store.read(VIEWER).toCompletableFuture().isCompletedExceptionally());

      assertThat(store.health().detail()).startsWith("another process has taken over");
      assertThat(failure(starting("c", 2)).mayHaveHappened()).isFalse();
      assertThat(failure(store.read(VIEWER)).mayHaveHappened()).isFalse();
      assertThat(failure(renewing(id("a", 0), 2)).mayHaveHappened()).isFalse();
    }
  }

  @Test
  void onceTheDiskTakesSomethingChangesAreDecidedAgain() {
    start("a", 0);
    journal().failTries(3);

    failOneCommit(Fate.FAILS_BEFORE, () -> starting("b", 1));

    assertThat(start("b", 2)).isInstanceOf(StartDecision.Admitted.class);
    sweep(95);
    assertThat(rows("SELECT count(*) FROM live WHERE lapsed_at IS NOT NULL")).containsExactly("2");
  }
}
