package io.streamgate.store.sqlite.journal;

import io.streamgate.store.sqlite.directory.OpenFiles;
import io.streamgate.store.sqlite.journal.Journal.Change;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal in SQLite: one transaction per commit.
 *
 * <p>A connection on which something failed is not used again, and not closed before there is
 * another. So the log's index is never made anew from the log: what failed in it cannot come back
 * while this process runs.
 */
public final class SqliteJournal implements Journal {

  /** Rows are recorded in nearly the order of their ends; this much out of order is expected. */
  private static final Duration DISORDER = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(SqliteJournal.class);

  private final Database database;
  private Session session = new Session.Closed();

  /** What the first connection found; none before that. */
  private OpenFiles files = new OpenFiles(List.of(), List.of());

  /** A journal that opens nothing before it is loaded. */
  public SqliteJournal(Database database) {
    this.database = database;
  }

  /** The connection with its statements, if there is one. */
  private sealed interface Session {
    record Closed() implements Session {}

    /**
     * A connection on which something failed. It is kept until there is a new one: the last one to
     * be closed takes the log and its index along, and a full disk has no room for new ones.
     */
    record Broken(Connection connection) implements Session {}

    record Open(Statements statements) implements Session {}
  }

  @Override
  public int commit(List<Change> changes) throws SQLException {
    var statements = open();
    var committed = false;
    try {
      requireFiles();
      var forgotten = statements.run(changes);
      statements.connection().commit();
      committed = true;
      return forgotten;
    } finally {
      if (!committed) {
        giveUp(statements.connection());
      }
    }
  }

  @Override
  public void load(Instant unmarkedUntil, Instant endedAfter, Consumer<Row> rows)
      throws SQLException {
    var connection = connected();
    var loaded = false;
    try {
      database.requireSoundMembers(connection);
      loadMembers(connection, unmarkedUntil, rows);
      loadRecent(connection, endedAfter, rows);
      connection.commit();
      if (files.files().isEmpty()) {
        files = database.files();
      }
      replaceBy(connection);
      loaded = true;
    } catch (IllegalArgumentException e) {
      throw DiskFailure.damage("a row is damaged: " + e.getMessage());
    } finally {
      if (!loaded) {
        close(connection);
      }
    }
  }

  @Override
  public void tryOut() throws SQLException {
    var connection = connected();
    var done = false;
    try {
      database.writeSomething(connection);
      replaceBy(connection);
      done = true;
    } finally {
      if (!done) {
        close(connection);
      }
    }
  }

  private Connection connected() throws SQLException {
    if (files.files().isEmpty()) {
      return database.first();
    }
    requireFiles();
    return database.writable();
  }

  private void requireFiles() throws SQLException {
    try {
      files.require();
    } catch (IOException e) {
      throw new SQLException(e.getMessage(), e);
    }
  }

  private static void loadMembers(Connection connection, Instant unmarkedUntil, Consumer<Row> rows)
      throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT " + RowMapper.LIVE + " FROM live ORDER BY seq")) {
      while (row.next()) {
        var lapsedAt = RowMapper.time(row, "lapsed_at");
        var marked = !row.wasNull();
        var member = RowMapper.member(row, marked ? lapsedAt : unmarkedUntil);
        rows.accept(new Row.Live(row.getLong("seq"), RowMapper.viewer(row), member, marked));
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
    var backwards = "SELECT " + RowMapper.HISTORY + " FROM history ORDER BY seq DESC";
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(backwards)) {
      while (row.next()) {
        var endedAt = RowMapper.time(row, "ended_at");
        if (endedAt.isAfter(endedAfter)) {
          recent.add(new Row.Past(RowMapper.viewer(row), RowMapper.ended(row)));
        } else if (!endedAt.isAfter(endedAfter.minus(DISORDER))
            && !row.getString("reason").equals("expired")) {
          break;
        }
      }
    }
    Collections.reverse(recent);
    recent.forEach(rows);
  }

  private Statements open() throws SQLException {
    return switch (session) {
      case Session.Open(var statements) -> statements;
      case Session.Broken _ -> throw new SQLException("the connection is broken");
      case Session.Closed() -> throw new SQLException("the database is closed");
    };
  }

  /** Has nothing of what failed committed, whatever becomes of the connection. */
  private void giveUp(Connection connection) {
    session = new Session.Broken(connection);
    try {
      connection.rollback();
    } catch (SQLException e) {
      // SQLite has rolled back by itself, or closing does it
      LOG.debug("the rollback failed, too", e);
    }
  }

  private void replaceBy(Connection connection) throws SQLException {
    var next = new Session.Open(Statements.on(connection));
    connection.commit(); // to look at the columns began a transaction
    closeSession();
    session = next;
  }

  private void closeSession() {
    switch (session) {
      case Session.Open(var statements) -> close(statements.connection());
      case Session.Broken(var connection) -> close(connection);
      case Session.Closed() -> {}
    }
    session = new Session.Closed();
  }

  /** Whatever it says: nothing that was committed is lost, and nothing else is kept. */
  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.warn("a connection to the database could not be closed", e);
    }
  }

  @Override
  public void close() {
    try {
      if (session instanceof Session.Open(var statements)) {
        Database.emptyLog(statements.connection());
      }
    } catch (SQLException e) {
      LOG.warn("the log could not be emptied into the database; it stays", e);
    } finally {
      closeSession();
    }
  }
}
