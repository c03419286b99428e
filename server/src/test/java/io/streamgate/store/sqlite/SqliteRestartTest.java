package io.streamgate.store.sqlite;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.paused;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state of a process that starts in the directory of a stopped one. */
final class SqliteRestartTest extends SqliteFixture {

  @Test
  void aMemberThatWasNotMarkedHasAWholeLeaseMore() {
    start("a", 0);

    restart(1_000);

    assertThat(members().getFirst().expiresAt()).isEqualTo(second(1_090));
  }

  @Test
  void aMarkedMemberStaysLapsedSinceItsExpiry() {
    start("a", 0);
    sweep(95);

    restart(200);

    assertThat(members().getFirst().expiresAt()).isEqualTo(second(90));
    assertThat(await(starting("b", 200, 1))).isInstanceOf(StartDecision.Admitted.class);
    assertThat(memberIds()).containsExactly(id("b", 200));
  }

  @Test
  void aMarkedMemberIsStillRevivableAfterARestart() {
    start("a", 0);
    sweep(95);

    restart(200);

    assertThat(await(renewing(id("a", 0), 201))).isInstanceOf(StreamDecision.Kept.class);
    assertThat(rows("SELECT lapsed_at FROM live")).containsExactly("null");
  }

  @Test
  void aRestartLongAfterLeavesNoGhostThatHadLapsedBefore() {
    start("a", 0);
    sweep(95);

    restart(86_000);

    assertThat(await(renewing(id("a", 0), 86_000))).isInstanceOf(StreamDecision.Gone.class);
    sweep(86_000);
    assertThat(memberIds()).isEmpty();
    assertThat(rows("SELECT stream FROM live")).isEmpty();
  }

  @Test
  void aStreamToldToBeOverNeverComesBack() {
    start("a", 0);
    assertThat(await(renewing(id("a", 0), 690))).isInstanceOf(StreamDecision.Gone.class);

    restart(700);

    assertThat(memberIds()).isEmpty();
  }

  @Test
  void aReplayAfterARestartFindsItsStream() {
    startOf("Alien", "a", 0);

    restart(10);

    assertThat(start("a", 10)).isInstanceOf(StartDecision.Replayed.class);
    assertThat(startOf("Brazil", "a", 10)).isEqualTo(new StartDecision.KeyReused(id("a", 0)));
  }

  @Test
  void aReplayAfterARestartOfAStreamThatEndedIsToldSo() {
    start("a", 0);
    await(ending(id("a", 0), 5));

    restart(124.999);

    assertThat(start("a", 124.999)).isInstanceOf(StartDecision.AlreadyEnded.class);
    assertThat(start("a", 125)).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void aReplayAfterARestartOfARecordedViewIsRecordedStill() {
    await(store.start(VIEWER, pastView(id("seen", 0)), limit(3), second(0)));

    restart(60);

    assertThat(await(store.start(VIEWER, pastView(id("seen", 60)), limit(3), second(60))))
        .isInstanceOf(StartDecision.RecordedBefore.class);
  }

  @Test
  void whatEndedLatelyIsReadBackInTheOrderInWhichItEnded() {
    start("a", 0);
    start("b", 1);
    await(ending(id("b", 1), 5));
    await(ending(id("a", 0), 6));

    restart(10);

    assertThat(await(store.read(VIEWER)).recent())
        .extracting(Ended::id)
        .containsExactly(id("b", 1), id("a", 0));
  }

  /** Expired streams are recorded long after their end, behind streams that ended later. */
  @Test
  void streamsThatExpiredDoNotHideOnesThatEndedJustBefore() {
    start("old", 0);
    start("a", 600);
    await(ending(id("a", 600), 685));
    sweep(690);

    restart(700);

    assertThat(start("a", 700)).isInstanceOf(StartDecision.AlreadyEnded.class);
  }

  @Test
  void aMemberIsReadBackAsItStoodAtAdmissionAndItsLastAmendment() {
    await(store.start(VIEWER, paused(id("a", 0)), limit(3), second(0)));
    await(store.amend(VIEWER, id("a", 0), rewrite("{\"video_name\":\"Ünïcode 🎬\"}"), second(1)));

    restart(10);

    assertThat(members())
        .containsExactly(
            new Member(
                id("a", 0),
                second(100),
                new Playback.Paused(second(0), 0),
                new Details("{\"video_name\":\"Ünïcode 🎬\"}")));
  }

  @Test
  void anEndedStreamKeepsWhyWhenAndByWhom() {
    start("a", 0);
    await(starting("b", 1, 1).thenCompose(_ -> takeOver("c", 2)));
    start("tv/one", 3);
    start("tv/two", 4);
    await(ending(id("tv/two", 4), 5));
    await(store.start(VIEWER, pastView(id("seen", 6)), limit(3), second(6)));
    start("tv/three", 7);
    await(store.end(VIEWER, id("tv/three", 7), new Device.Named("phone"), second(8)));
    await(starting("d", 93, 1));
    sweep(1_000);

    restart(1_001);

    assertThat(history(1_001))
        .extracting(Ended::ending)
        .containsExactly(
            new Ending.Expired(second(183)),
            new Ending.Stopped(second(8), new Device.Named("phone")),
            new Ending.Recorded(second(6)),
            new Ending.Finished(second(5)),
            new Ending.Replaced(second(4), id("tv/two", 4)),
            new Ending.Displaced(second(93), id("d", 93)),
            new Ending.Evicted(second(2), id("c", 2)));
  }

  @Test
  void newRowsNeverTakeTheKeysOfOldOnes() {
    start("a", 0);
    restart(1);
    start("b", 1);

    await(ending(id("b", 1), 2));

    assertThat(rows("SELECT stream FROM live")).containsExactly(id("a", 0).value());
  }

  @Test
  void aLogCutInsideItsLastTransactionOpensAtTheStateBeforeIt(@TempDir Path copy)
      throws IOException {
    start("a", 0);
    var wal = directory.resolve("streamgate.db-wal");
    var before = Files.size(wal);
    start("b", 1);
    assertThat(Files.size(wal)).isGreaterThan(before);
    copyAsKilledTo(copy);
    try (var cut = new RandomAccessFile(copy.resolve("streamgate.db-wal").toFile(), "rw")) {
      cut.setLength(cut.length() - 100);
    }

    try (var opened = opened(copy, 2, 10)) {
      assertThat(await(opened.read(VIEWER)).members())
          .extracting(Member::id)
          .containsExactly(id("a", 0));
    }
    assertThat(memberIds()).containsExactly(id("a", 0), id("b", 1));
  }

  /** After a failed sync, unwritten data would exist only in the system's cache. */
  @Test
  void whatAKilledProcessLeftInTheLogIsInTheDatabaseBeforeItIsShown(
      @TempDir Path copy, @TempDir Path withoutLog) throws IOException {
    start("a", 0);
    copyAsKilledTo(copy);
    assertThat(Files.size(copy.resolve("streamgate.db-wal"))).isPositive();

    try (var opened = opened(copy, 2, 10)) {
      assertThat(await(opened.read(VIEWER)).members()).hasSize(1);
      Files.copy(copy.resolve("streamgate.db"), withoutLog.resolve("streamgate.db"));
    }

    try (var opened = opened(withoutLog, 3, 10)) {
      assertThat(await(opened.read(VIEWER)).members())
          .extracting(Member::id)
          .containsExactly(id("a", 0));
    }
  }

  private void copyAsKilledTo(Path copy) throws IOException {
    for (var name : List.of("streamgate.db", "streamgate.db-wal")) {
      Files.copy(directory.resolve(name), copy.resolve(name));
    }
  }
}
