package io.streamgate.store.sqlite.journal;

import io.streamgate.store.sqlite.journal.Journal.Change;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/**
 * A connection and what is said over it: one batch per kind of change.
 *
 * <p>Batches may run kind by kind because a row's changes commute across kinds, but for its first
 * and its last: rows are inserted first and deleted last, and no seq is used twice.
 */
record Statements(
    Connection connection,
    PreparedStatement admit,
    PreparedStatement amend,
    PreparedStatement mark,
    PreparedStatement remove,
    PreparedStatement remember,
    PreparedStatement forget) {

  static Statements on(Connection connection) throws SQLException {
    return new Statements(
        connection,
        connection.prepareStatement(
            "INSERT INTO live (seq, viewer, stream, paused_at, position_ms, details)"
                + " VALUES (?, ?, ?, ?, ?, ?)"),
        connection.prepareStatement(
            "UPDATE live SET paused_at = ?, position_ms = ?, details = ? WHERE seq = ?"),
        connection.prepareStatement("UPDATE live SET lapsed_at = ? WHERE seq = ?"),
        connection.prepareStatement("DELETE FROM live WHERE seq = ?"),
        connection.prepareStatement(
            "INSERT OR REPLACE INTO history ("
                + Rows.HISTORY
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        connection.prepareStatement(
            "DELETE FROM history WHERE seq IN (SELECT seq FROM history ORDER BY seq LIMIT ?)"
                + " AND ended_at < ?"));
  }

  /**
   * Makes the changes in the transaction that is open, or opens one.
   *
   * @return how many streams were forgotten
   */
  int run(List<Change> changes) throws SQLException {
    var forgotten = 0;
    for (var change : changes) {
      forgotten += add(change);
    }
    for (var batch : List.of(admit, amend, mark, remove, remember)) {
      batch.executeBatch(); // one that is empty does nothing
    }
    return forgotten;
  }

  /** Adds a change to its kind's batch, or runs it at once and tells how many rows went. */
  private int add(Change change) throws SQLException {
    switch (change) {
      case Change.Admit(var seq, var viewer, var member) -> {
        admit.setLong(1, seq);
        admit.setString(2, viewer.value());
        admit.setString(3, member.id().value());
        Rows.bind(admit, 4, member.playback());
        admit.setString(6, member.details().json());
        admit.addBatch();
      }
      case Change.Amend(var seq, var member) -> {
        Rows.bind(amend, 1, member.playback());
        amend.setString(3, member.details().json());
        amend.setLong(4, seq);
        amend.addBatch();
      }
      case Change.Mark(var seq, var lapsedAt) -> {
        mark.setLong(1, lapsedAt.toEpochMilli());
        mark.setLong(2, seq);
        mark.addBatch();
      }
      case Change.Unmark(var seq) -> {
        mark.setNull(1, Types.INTEGER);
        mark.setLong(2, seq);
        mark.addBatch();
      }
      case Change.Remove(var seq) -> {
        remove.setLong(1, seq);
        remove.addBatch();
      }
      case Change.Remember(var viewer, var stream) -> {
        Rows.bind(remember, viewer, stream);
        remember.addBatch();
      }
      case Change.Forget(var horizon, var atMost) -> {
        forget.setLong(1, atMost);
        forget.setLong(2, horizon.toEpochMilli());
        return forget.executeUpdate();
      }
    }
    return 0;
  }
}
