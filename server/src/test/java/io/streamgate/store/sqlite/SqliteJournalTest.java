package io.streamgate.store.sqlite;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamgate.lease.Member;
import io.streamgate.lease.Playback;
import io.streamgate.lease.id.StreamId;
import io.streamgate.store.sqlite.Journal.Change;
import io.streamgate.store.sqlite.Journal.Row;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a commit that SQLite refuses halfway, and does not roll back by itself. */
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
        second(90),
        second(0),
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
    // the first of them is done when the second finds its seq taken
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
}
