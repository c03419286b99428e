package io.streamgate.store.sqlite.journal;

import io.streamgate.lease.stream.Ended;
import io.streamgate.store.sqlite.directory.OpenFiles;
import io.streamgate.store.sqlite.journal.Journal.Change;
import io.streamgate.store.sqlite.journal.operator.ErasedTable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal in SQLite: one transaction per commit.
 *
 * <p>After a failure a connection is not used again, but stays open until there is a new one.
 * Closing the last connection removes the log and its index: a full disk has no room for new ones,
 * and an index rebuilt from the log could revive a failed commit.
 */
public final class SqliteJournal implements Journal {

  /** Shorter than a player notices: no write happens meanwhile. */
  private static final int PATIENCE_MS = 100;

  private static final Logger LOG = LoggerFactory.getLogger(SqliteJournal.class);

  private final Database database;
  private Session session = new Session.Closed();

  /** The files found by the first connection; empty before it. */
  private OpenFiles files = new OpenFiles(List.of(), List.of());

  /** Null before the first load. */
  private @Nullable Claim claim;

  /** A journal that is opened by {@link #load}. */
  public SqliteJournal(Database database) {
    this.database = database;
  }

  private sealed interface Session {
    record Closed() implements Session {}

    record Broken(Connection connection) implements Session {}

    record Open(Statements statements) implements Session {}
  }

  @Override
  public int commit(List<Change> changes) throws SQLException {
    var statements = open();
    try {
      requireFiles();
      var forgotten = statements.run(changes);
      claimed().require(statements.claim()); // now nobody else can claim before the commit
      statements.connection().commit();
      return forgotten;
    } catch (Throwable failure) {
      giveUp(statements.connection());
      throw failure;
    }
  }

  @Override
  public void load(Instant now, Instant unmarkedUntil, Consumer<Row> rows) throws SQLException {
    var connection = connected();
    try {
      database.requireSoundMembers(connection);
      connection.commit(); // otherwise the claim would fail if somebody has written meanwhile
      if (claim == null) {
        claim = Claim.take(connection);
      }
      claimed().require(connection);
      Layout.correctTimes(connection, now);
      OverrideTable.load(connection, rows);
      LiveStreams.load(connection, unmarkedUntil, rows);
      var endedAfter = now.minus(Ended.KEY_REMEMBERED_FOR);
      PastStreams.load(connection, endedAfter, rows);
      ErasedTable.load(
          connection, endedAfter, (mark, stream) -> rows.accept(new Row.Erased(mark, stream)));
      connection.commit();
      if (files.files().isEmpty()) {
        files = database.files();
      }
      replaceBy(connection);
    } catch (Throwable failure) {
      close(connection);
      if (failure instanceof IllegalArgumentException) {
        throw DiskFailure.damage("a row is damaged: " + failure.getMessage());
      }
      throw failure;
    }
  }

  @Override
  public Kept keepFor(Retention retention, Instant now) throws SQLException {
    var connection = open().connection();
    try {
      claimed().require(connection);
      var kept = retention.keepIn(connection, now);
      connection.commit();
      if (!kept.time().equals(retention.time())) {
        LOG.info("ended streams stay on disk for {}, as before", kept.time());
      }
      if (now.isBefore(kept.heldUntil())) {
        LOG.warn(
            "the clock is {} h ahead of the last commit; no ended stream is deleted before {}",
            kept.sinceLatest().toHours(),
            kept.heldUntil());
      }
      return kept;
    } catch (Throwable failure) {
      giveUp(connection);
      throw failure;
    }
  }

  @Override
  public void tryOut() throws SQLException {
    var connection = connected();
    try {
      claimed().require(connection);
      database.writeSomething(connection);
      replaceBy(connection);
    } catch (Throwable failure) {
      close(connection);
      throw failure;
    }
  }

  @Override
  public boolean emptyLog() throws SQLException {
    var connection = open().connection();
    try {
      return Database.emptyLog(connection, PATIENCE_MS);
    } catch (Throwable failure) {
      giveUp(connection);
      throw failure;
    }
  }

  private Claim claimed() throws SQLException {
    if (claim == null) {
      throw new SQLException("the database is not claimed");
    }
    return claim;
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

  private Statements open() throws SQLException {
    return switch (session) {
      case Session.Open(var statements) -> statements;
      case Session.Broken _ -> throw new SQLException("the connection is broken");
      case Session.Closed() -> throw new SQLException("the database is closed");
    };
  }

  /** Makes sure that the failed transaction is never committed. */
  private void giveUp(Connection connection) {
    session = new Session.Broken(connection);
    try {
      connection.rollback();
    } catch (SQLException e) {
      // SQLite has rolled back already, or will when the connection is closed
      LOG.debug("rollback failed", e);
    }
  }

  private void replaceBy(Connection connection) throws SQLException {
    var next = new Session.Open(Statements.on(connection));
    connection.commit(); // reading the columns began a transaction
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

  /** A failure to close loses nothing that was committed. */
  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.warn("cannot close a database connection", e);
    }
  }

  @Override
  public void close() {
    try {
      if (session instanceof Session.Open(var statements)) {
        Database.emptyLog(statements.connection(), 0);
      }
    } catch (SQLException e) {
      LOG.warn("cannot checkpoint the write-ahead log; it stays on disk", e);
    } finally {
      closeSession();
    }
  }
}
