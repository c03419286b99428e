package io.streamgate.store.sqlite.journal;

import io.streamgate.store.sqlite.journal.Journal.Change;
import io.streamgate.store.sqlite.journal.operator.AuditTable;
import io.streamgate.store.sqlite.journal.operator.ErasedTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A connection with its prepared statements: one batch per kind of change.
 *
 * <p>Batches may run kind by kind, because a row's changes commute across kinds except for its
 * insert and its delete: inserts run first, deletes run last, and no seq is reused. An erasure
 * comes after all that was decided before it, and before the rest.
 *
 * <p>Columns that a later version added are left alone. Columns that it added to both tables are
 * carried over when a member's row moves to history.
 *
 * @param carry the statement for that; empty if there are no such columns
 */
record Statements(
    Connection connection,
    PreparedStatement claim,
    PreparedStatement admit,
    PreparedStatement amend,
    PreparedStatement mark,
    PreparedStatement remove,
    PreparedStatement remember,
    List<PreparedStatement> carry,
    PreparedStatement trim,
    PreparedStatement forget,
    PreparedStatement erase,
    OverrideTable overrides,
    AuditTable audit,
    ErasedTable erased) {

  /** A stream can be recorded twice after a clock was set back; then its row is replaced. */
  private static final String REMEMBER =
      """
      INSERT INTO history (%s) VALUES (?%s)
      ON CONFLICT (viewer, stream) DO UPDATE SET seq = excluded.seq, %s
      """
          .formatted(
              RowMapper.HISTORY,
              ", ?".repeat(RowMapper.HISTORY.split(", ").length - 1),
              Stream.of(RowMapper.HISTORY.split(", "))
                  .map(column -> column + " = excluded." + column)
                  .collect(Collectors.joining(", ")));

  /** Reads only the viewer's part of the index: {@code keep} entries, if there are so many. */
  private static final String TRIM =
      """
      DELETE FROM history WHERE seq IN (
        SELECT seq FROM history WHERE viewer = ?1 AND stream <= (
          SELECT stream FROM history WHERE viewer = ?1 ORDER BY stream DESC LIMIT 1 OFFSET ?2)
        ORDER BY stream LIMIT ?3)
      """;

  static Statements on(Connection connection) throws SQLException {
    var carry = new ArrayList<PreparedStatement>(1);
    var added = Layout.addedToBoth(connection);
    if (!added.isEmpty()) {
      carry.add(connection.prepareStatement(carrying(added)));
    }
    return new Statements(
        connection,
        Claim.queryOn(connection),
        connection.prepareStatement(
            "INSERT INTO live"
                + " (seq, viewer, stream, paused_at, position_ms, details, content_mark, "
                + AtStartColumns.NAMES
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        connection.prepareStatement(
            "UPDATE live SET paused_at = ?, position_ms = ?, details = ?, seen_at = ?"
                + " WHERE seq = ?"),
        connection.prepareStatement("UPDATE live SET lapsed_at = ? WHERE seq = ?"),
        connection.prepareStatement("DELETE FROM live WHERE seq = ?"),
        connection.prepareStatement(REMEMBER),
        carry,
        connection.prepareStatement(TRIM),
        connection.prepareStatement(
            "DELETE FROM history WHERE seq IN (SELECT seq FROM history ORDER BY seq LIMIT ?)"
                + " AND ended_at < ?"),
        connection.prepareStatement("DELETE FROM history WHERE viewer = ?"),
        OverrideTable.on(connection),
        AuditTable.on(connection),
        ErasedTable.on(connection));
  }

  private static String carrying(List<String> columns) {
    return columns.stream()
        .map(column -> '"' + column.replace("\"", "\"\"") + '"')
        .map(column -> column + " = live." + column)
        .collect(
            Collectors.joining(
                ", ",
                "UPDATE history SET ",
                " FROM live WHERE live.seq = ? AND history.viewer = live.viewer"
                    + " AND history.stream = live.stream"));
  }

  /** Runs the changes in the current transaction; returns how many streams were forgotten. */
  int run(List<Change> changes) throws SQLException {
    var forgotten = 0;
    for (var change : changes) {
      forgotten += add(change);
    }
    runBatches();
    return forgotten;
  }

  private void runBatches() throws SQLException {
    for (var batch : List.of(admit, amend, mark, remember)) {
      batch.executeBatch(); // an empty batch does nothing
    }
    for (var batch : carry) {
      batch.executeBatch();
    }
    remove.executeBatch();
    trim.executeBatch();
  }

  /** Adds a change to its batch, or runs it at once; returns how many streams were forgotten. */
  private int add(Change change) throws SQLException {
    switch (change) {
      case Change.Admit(var seq, var viewer, var member) -> {
        admit.setLong(1, seq);
        admit.setString(2, viewer.value());
        admit.setString(3, member.id().value());
        RowMapper.bind(admit, 4, member.playback());
        admit.setString(6, member.details().json());
        RowMapper.bind(admit, 7, member.details().content());
        AtStartColumns.bind(admit, 8, member.atStart());
        admit.addBatch();
      }
      case Change.Amend(var seq, var member) -> {
        RowMapper.bind(amend, 1, member.playback());
        amend.setString(3, member.details().json());
        amend.setLong(4, member.lastSeenAt().toEpochMilli());
        amend.setLong(5, seq);
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
        for (var each : carry) {
          each.setLong(1, seq);
          each.addBatch();
        }
        remove.setLong(1, seq);
        remove.addBatch();
      }
      case Change.Remember(var viewer, var stream) -> {
        RowMapper.bind(remember, viewer, stream);
        remember.addBatch();
      }
      case Change.SetOverride(var viewer, var override) -> overrides.set(viewer, override);
      case Change.RemoveOverride(var viewer) -> overrides.remove(viewer);
      case Change.Erase(var viewer, var left) -> {
        runBatches();
        erase.setString(1, viewer.value());
        erase.executeUpdate();
        overrides.remove(viewer);
        audit.erase(viewer);
        erased.replace(viewer, left);
      }
      case Change.Audit(var book, var entry) -> audit.append(book, entry);
      case Change.ForgetActs(var auditHorizon, var erasedHorizon, var atMost) -> {
        audit.forget(auditHorizon, atMost);
        erased.forget(erasedHorizon);
      }
      case Change.Trim(var viewer, var keep, var atMost) -> {
        trim.setString(1, viewer.value());
        trim.setInt(2, keep);
        trim.setInt(3, atMost);
        trim.addBatch();
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
