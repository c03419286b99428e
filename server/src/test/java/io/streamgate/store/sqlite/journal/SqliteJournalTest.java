package io.streamgate.store.sqlite.journal;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.store.sqlite.journal.Journal.Change;
import io.streamgate.store.sqlite.journal.Journal.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state after a commit that SQLite rejects halfway, and does not roll back by itself. */
final class SqliteJournalTest {

  private static final StreamId A = id("a", 0);
  private static final StreamId B = id("b", 1);

  @TempDir Path directory;

  private static Change admit(long seq, StreamId id) {
    var member = new Member(id, second(90), new Playback.Playing(0), play(id).details());
    return new Change.Admit(seq, VIEWER, member);
  }

  private static List<StreamId> loaded(SqliteJournal journal) throws SQLException {
    var rows = new ArrayList<StreamId>();
    journal.load(
        second(0),
        second(90),
        row -> {
          if (row instanceof Row.Live live) {
            rows.add(live.member().id());
          }
        });
    return rows;
  }

  private SqliteJournal thatFailedHalfway() throws SQLException {
    var journal = new SqliteJournal(Database.in(directory));
    assertThat(loaded(journal)).isEmpty();
    journal.commit(List.of(admit(1, A)));
    // the first one is applied before the second finds its seq taken
    var halfway = List.of(admit(2, B), admit(1, B));
    assertThatThrownBy(() -> journal.commit(halfway)).isInstanceOf(SQLException.class);
    return journal;
  }

  @Test
  void aCommitThatFailsHalfwayLeavesNothing() throws SQLException {
    try (var journal = thatFailedHalfway()) {
      assertThat(loaded(journal)).containsExactly(A);

      journal.commit(List.of(admit(2, B)));
      assertThat(loaded(journal)).containsExactly(A, B);
    }
  }

  @Test
  void aCloseAfterACommitThatFailedHalfwayCommitsNothingOfIt() throws SQLException {
    thatFailedHalfway().close();

    try (var journal = new SqliteJournal(Database.in(directory))) {
      assertThat(loaded(journal)).containsExactly(A);
    }
  }

  @Test
  void nothingIsCommittedOverAConnectionOnWhichSomethingFailed() throws SQLException {
    try (var journal = thatFailedHalfway()) {
      assertThatThrownBy(() -> journal.commit(List.of(admit(2, B)))).hasMessageContaining("broken");

      journal.tryOut();
      journal.commit(List.of(admit(2, B)));
      assertThat(loaded(journal)).containsExactly(A, B);
    }
  }

  /** After a failed sync, it is unknown whether the log's content is on disk. */
  @Test
  void aTryEmptiesTheLogIntoTheDatabase() throws SQLException, IOException {
    try (var journal = new SqliteJournal(Database.in(directory))) {
      assertThat(loaded(journal)).isEmpty();
      var log = directory.resolve("streamgate.db-wal");
      assertThat(Files.size(log)).isPositive();

      journal.tryOut();

      assertThat(Files.size(log)).isZero();
    }
  }

  @Test
  void aJournalWhoseDatabaseWasTakenOverWritesNothingMore() throws SQLException {
    try (var first = new SqliteJournal(Database.in(directory));
        var second = new SqliteJournal(Database.in(directory))) {
      loaded(first);
      first.commit(List.of(admit(1, A)));
      assertThat(loaded(second)).containsExactly(A);

      assertThatThrownBy(() -> first.commit(List.of(admit(2, B)))).isInstanceOf(Claim.Lost.class);
      assertThatThrownBy(() -> loaded(first)).isInstanceOf(Claim.Lost.class);
      assertThatThrownBy(first::tryOut).isInstanceOf(Claim.Lost.class);

      assertThat(loaded(second)).containsExactly(A);
      second.commit(List.of(admit(2, B)));
      assertThat(loaded(second)).containsExactly(A, B);
    }
  }

  /** Otherwise the second process would admit streams beside those that it does not know. */
  @Test
  void whatIsAcknowledgedDuringATakeoverIsWhatTheNewOwnerLoads() throws Exception {
    try (var first = new SqliteJournal(Database.in(directory));
        var second = new SqliteJournal(Database.in(directory))) {
      loaded(first);
      var acknowledged = Collections.synchronizedList(new ArrayList<StreamId>());
      var player = new Thread(() -> admitUntilRejected(first, acknowledged));
      player.start();
      while (acknowledged.size() < 20) {
        Thread.onSpinWait();
      }

      var taken = loaded(second);

      player.join();
      assertThat(taken).hasSizeGreaterThanOrEqualTo(20).containsExactlyElementsOf(acknowledged);
    }
  }

  /** Gives up after far more commits than a takeover lasts. */
  private static void admitUntilRejected(SqliteJournal journal, List<StreamId> acknowledged) {
    try {
      for (var seq = 1; seq < 2_000; seq++) {
        var id = id("a", seq);
        journal.commit(List.of(admit(seq, id)));
        acknowledged.add(id);
      }
    } catch (SQLException rejected) {
      // taken over, or the other claim came between
    }
  }

  /** A backup that is running at startup does not block the startup. */
  @Test
  void aTryDoesNotWaitForSomebodyWhoReads() throws SQLException {
    try (var journal = new SqliteJournal(Database.in(directory))) {
      assertThat(loaded(journal)).isEmpty();
      try (var reader = Database.in(directory).readable();
          var statement = reader.createStatement()) {
        reader.setAutoCommit(false);
        statement.executeQuery("SELECT count(*) FROM live").next();

        journal.tryOut();
        journal.commit(List.of(admit(1, A)));
      }
      assertThat(loaded(journal)).containsExactly(A);
    }
  }

  @Test
  void ofTwoRowsInOneCommitEachIsMarkedOrUnmarkedForItself() throws SQLException {
    try (var journal = new SqliteJournal(Database.in(directory))) {
      loaded(journal);
      journal.commit(List.of(admit(1, A), admit(2, B)));
      journal.commit(List.of(new Change.Mark(2, second(91))));

      journal.commit(List.of(new Change.Mark(1, second(90)), new Change.Unmark(2)));

      assertThat(DataFiles.rows(directory, "SELECT seq FROM live WHERE lapsed_at IS NULL"))
          .containsExactly("2");
    }
  }

  @Test
  void aStreamWhoseSlotNobodyTookNamesNobodyWhateverIsRecordedWithIt() throws SQLException {
    var a = new Member(A, second(90), new Playback.Playing(0), play(A).details());
    var b = new Member(B, second(91), new Playback.Playing(0), play(B).details());
    try (var journal = new SqliteJournal(Database.in(directory))) {
      loaded(journal);

      journal.commit(
          List.of(
              new Change.Remember(VIEWER, new Ended(a, new Ending.Evicted(second(2), id("c", 2)))),
              new Change.Remember(VIEWER, new Ended(b, new Ending.Finished(second(3))))));

      assertThat(DataFiles.rows(directory, "SELECT taken_by FROM history ORDER BY seq"))
          .containsExactly(id("c", 2).value(), "null");
    }
  }

  /** The row was once replaced, and a later version's data in it was lost. */
  @Test
  void aStreamThatIsRecordedAgainKeepsWhatElseIsOnRecord() throws SQLException {
    var a = new Member(A, second(90), new Playback.Playing(0), play(A).details());
    var b = new Member(B, second(91), new Playback.Playing(0), play(B).details());
    try (var journal = new SqliteJournal(Database.in(directory))) {
      loaded(journal);
      journal.commit(
          List.of(
              new Change.Remember(VIEWER, new Ended(a, new Ending.Evicted(second(2), B))),
              new Change.Remember(VIEWER, new Ended(b, new Ending.Finished(second(3))))));
      DataFiles.execute(directory, "ALTER TABLE history ADD COLUMN note TEXT NOT NULL DEFAULT ''");
      DataFiles.execute(directory, "UPDATE history SET note = stream");

      journal.commit(List.of(new Change.Remember(VIEWER, a.expired())));

      assertThat(
              DataFiles.rows(
                  directory,
                  "SELECT reason || ',' || coalesce(taken_by, '') || ',' || note FROM history"
                      + " ORDER BY seq"))
          .containsExactly("ended,," + B, "expired,," + A);
    }
  }

  @Test
  void aConnectionOnWhichSomethingFailedIsClosedOnceThereIsAnother()
      throws SQLException, IOException {
    try (var journal = thatFailedHalfway()) {
      loaded(journal);
      journal.tryOut();
    }

    assertThat(DataFiles.open(directory)).isEmpty();
  }
}
