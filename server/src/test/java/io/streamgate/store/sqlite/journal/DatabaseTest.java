package io.streamgate.store.sqlite.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema of the database, and the settings of its connections. */
final class DatabaseTest {

  @TempDir Path directory;

  @Test
  void thereIsOneIndexOfHistoryAndOneOfTheAudit() throws SQLException {
    Database.in(directory).first().close();

    assertThat(DataFiles.rows(directory, "SELECT name FROM sqlite_master WHERE type = 'index'"))
        .containsExactlyInAnyOrder("history_by_stream", "audit_by_viewer");
    assertThat(DataFiles.rows(directory, "SELECT name FROM pragma_index_info('history_by_stream')"))
        .containsExactly("viewer", "stream");
  }

  /** So other programs can read the database while it is in use. */
  @Test
  void aConnectionWaitsFiveSecondsForAnotherProgram() throws SQLException {
    try (var writer = Database.in(directory).first();
        var reader = Database.in(directory).readable()) {
      for (var connection : new Connection[] {writer, reader}) {
        try (var statement = connection.createStatement();
            var row = statement.executeQuery("PRAGMA busy_timeout")) {
          assertThat(row.getInt(1)).isEqualTo(5_000);
        }
      }
    }
  }

  @Test
  void historyIsReadOverAConnectionThatCannotWrite() throws SQLException {
    Database.in(directory).first().close();

    try (var reader = Database.in(directory).readable();
        var statement = reader.createStatement()) {
      assertThatThrownBy(() -> statement.execute("DELETE FROM history"))
          .hasMessageContaining("SQLITE_READONLY");
    }
  }

  @Test
  void aCommitIsSyncedToTheLog() throws SQLException {
    try (var connection = Database.in(directory).first();
        var statement = connection.createStatement()) {
      try (var row = statement.executeQuery("PRAGMA journal_mode")) {
        assertThat(row.getString(1)).isEqualTo("wal");
      }
      try (var row = statement.executeQuery("PRAGMA synchronous")) {
        assertThat(row.getInt(1)).isEqualTo(2);
      }
    }
  }
}
