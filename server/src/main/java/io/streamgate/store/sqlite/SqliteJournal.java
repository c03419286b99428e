package io.streamgate.store.sqlite;

import io.streamgate.store.sqlite.Journal.Change;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * The journal in SQLite: one transaction per commit, one batch per kind of change.
 *
 * <p>Batches may run kind by kind because a row's changes commute across kinds, but for its first
 * and its last: rows are inserted first and deleted last, and no seq is used twice.
 */
final class SqliteJournal implements Journal {

  /** Rows are recorded in nearly the order of their ends; this much out of order is expected. */
  private static final Duration DISORDER = Duration.ofMinutes(1);

  private final Database database;
  private Session session = new Session.Closed();

  SqliteJournal(Database database) {
    this.database = database;
  }

  /** The connection with its statements, if there is one. */
  private sealed interface Session {
    record Closed() implements Session {}

    record Open(
        Connection connection,
        PreparedStatement admit,
        PreparedStatement amend,
        PreparedStatement mark,
        PreparedStatement remove,
        PreparedStatement remember,
        PreparedStatement forget)
        implements Session {}
  }

  @Override
  public int commit(List<Change> changes) throws SQLException {
    var open = open();
    var forgotten = 0;
    var kinds = new boolean[5];
    for (var change : changes) {
      forgotten += add(open, change, kinds);
    }
    var batches = List.of(open.admit, open.amend, open.mark, open.remove, open.remember);
    for (var kind = 0; kind < kinds.length; kind++) {
      if (kinds[kind]) {
        batches.get(kind).executeBatch();
      }
    }
    open.connection.commit();
    return forgotten;
  }

  /** Adds a change to its kind's batch, or runs it at once and tells how many rows went. */
  private static int add(Session.Open open, Change change, boolean[] kinds) throws SQLException {
    switch (change) {
      case Change.Admit(var seq, var viewer, var member) -> {
        open.admit.setLong(1, seq);
        open.admit.setString(2, viewer.value());
        open.admit.setString(3, member.id().value());
        Rows.bind(open.admit, 4, member.playback());
        open.admit.setString(6, member.details().json());
        open.admit.addBatch();
        kinds[0] = true;
      }
      case Change.Amend(var seq, var member) -> {
        Rows.bind(open.amend, 1, member.playback());
        open.amend.setString(3, member.details().json());
        open.amend.setLong(4, seq);
        open.amend.addBatch();
        kinds[1] = true;
      }
      case Change.Mark(var seq, var lapsedAt) -> {
        open.mark.setLong(1, lapsedAt.toEpochMilli());
        open.mark.setLong(2, seq);
        open.mark.addBatch();
        kinds[2] = true;
      }
      case Change.Unmark(var seq) -> {
        open.mark.setNull(1, Types.INTEGER);
        open.mark.setLong(2, seq);
        open.mark.addBatch();
        kinds[2] = true;
      }
      case Change.Remove(var seq) -> {
        open.remove.setLong(1, seq);
        open.remove.addBatch();
        kinds[3] = true;
      }
      case Change.Remember(var viewer, var stream) -> {
        Rows.bind(open.remember, viewer, stream);
        open.remember.addBatch();
        kinds[4] = true;
      }
      case Change.Forget(var horizon, var atMost) -> {
        open.forget.setLong(1, atMost);
        open.forget.setLong(2, horizon.toEpochMilli());
        return open.forget.executeUpdate();
      }
    }
    return 0;
  }

  @Override
  public void load(Instant unmarkedUntil, Instant endedAfter, Consumer<Row> rows)
      throws SQLException {
    abandon();
    var connection = database.writable();
    var loaded = false;
    try {
      loadMembers(connection, unmarkedUntil, rows);
      loadRecent(connection, endedAfter, rows);
      connection.commit();
      session = prepared(connection);
      loaded = true;
    } catch (IllegalArgumentException e) {
      throw new SQLException("a row is damaged: " + e.getMessage(), e);
    } finally {
      if (!loaded) {
        connection.close();
      }
    }
  }

  private static void loadMembers(Connection connection, Instant unmarkedUntil, Consumer<Row> rows)
      throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT * FROM live ORDER BY seq")) {
      while (row.next()) {
        var lapsedAt = Rows.time(row, "lapsed_at");
        var marked = !row.wasNull();
        var member = Rows.member(row, marked ? lapsedAt : unmarkedUntil);
        rows.accept(new Row.Live(row.getLong("seq"), Rows.viewer(row), member, marked));
      }
    }
  }

  /**
   * Reads history backwards to the first stream that ended too early. One whose lease ran out was
   * recorded long after its end, by ten minutes or a night without power: it tells nothing about
   * the rows before it.
   */
  private static void loadRecent(Connection connection, Instant endedAfter, Consumer<Row> rows)
      throws SQLException {
    var recent = new ArrayList<Row>();
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT * FROM history ORDER BY seq DESC")) {
      while (row.next()) {
        var endedAt = Rows.time(row, "ended_at");
        if (endedAt.isAfter(endedAfter)) {
          recent.add(new Row.Past(Rows.viewer(row), Rows.ended(row)));
        } else if (!endedAt.isAfter(endedAfter.minus(DISORDER))
            && !row.getString("reason").equals("expired")) {
          break;
        }
      }
    }
    Collections.reverse(recent);
    recent.forEach(rows);
  }

  private static Session prepared(Connection connection) throws SQLException {
    return new Session.Open(
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

  private Session.Open open() throws SQLException {
    return switch (session) {
      case Session.Open open -> open;
      case Session.Closed() -> throw new SQLException("the database is closed");
    };
  }

  /** Gives up a connection that may be broken: what was not committed is rolled back. */
  private void abandon() throws SQLException {
    switch (session) {
      case Session.Open(var connection, _, _, _, _, _, _) -> {
        session = new Session.Closed();
        connection.close();
      }
      case Session.Closed() -> {}
    }
  }

  @Override
  public void close() throws SQLException {
    switch (session) {
      case Session.Open(var connection, _, _, _, _, _, _) -> {
        try (var statement = connection.createStatement()) {
          connection.setAutoCommit(true);
          statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } finally {
          abandon();
        }
      }
      case Session.Closed() -> {}
    }
  }
}
