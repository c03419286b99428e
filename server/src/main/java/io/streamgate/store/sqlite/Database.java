package io.streamgate.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The file {@code streamgate.db} in a data directory, and how connections to it are made.
 *
 * <p>{@code synchronous=FULL} makes each commit one fdatasync of the write-ahead log. The writer
 * does not use {@code locking_mode=EXCLUSIVE}: it would shut out the connection that reads history,
 * and the directory's lock keeps other processes away already.
 *
 * <p>Times are milliseconds since 1970 UTC. {@code live} has no index but its key: memory is the
 * index. {@code history} has one, for list, cursor and find; its retention goes by row order.
 */
record Database(Path file) {

  private static final int VERSION = 1;
  private static final int BUSY_TIMEOUT_MS = 5_000;

  /** 64 MB: a checkpoint's two syncs are spread over many commits. */
  private static final int CHECKPOINT_AFTER_PAGES = 16_384;

  /** Each viewer's history ends on an index page of its own; the default 2 MB hold 500 of them. */
  private static final int CACHE_KB = 65_536;

  private static final String[] SCHEMA = {
    """
    CREATE TABLE live (
      seq INTEGER PRIMARY KEY,
      viewer TEXT NOT NULL,
      stream TEXT NOT NULL,
      paused_at INTEGER,
      position_ms INTEGER NOT NULL,
      details TEXT NOT NULL,
      lapsed_at INTEGER
    ) STRICT
    """,
    """
    CREATE TABLE history (
      seq INTEGER PRIMARY KEY,
      viewer TEXT NOT NULL,
      stream TEXT NOT NULL,
      ended_at INTEGER NOT NULL,
      reason TEXT NOT NULL,
      taken_by TEXT,
      expires_at INTEGER NOT NULL,
      paused_at INTEGER,
      position_ms INTEGER NOT NULL,
      details TEXT NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX history_by_stream ON history (viewer, stream)",
    "PRAGMA user_version = " + VERSION,
  };

  static Database in(Path directory) {
    return new Database(directory.resolve("streamgate.db"));
  }

  /** A connection that may write, with each transaction begun by its first statement. */
  Connection writable() throws SQLException {
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    var connection = config.createConnection(url());
    var ready = false;
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA cache_size = -" + CACHE_KB);
      statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_AFTER_PAGES);
      connection.setAutoCommit(false);
      bringUpToDate(connection);
      ready = true;
      return connection;
    } finally {
      if (!ready) {
        connection.close();
      }
    }
  }

  /** A connection that sees what was committed when each of its queries begins. */
  Connection readable() throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    return config.createConnection(url());
  }

  /** What to tell the operator of a failure to open. */
  DataDirectoryUnusable unusable(SQLException failure) {
    return switch (failure) {
      case SQLiteException e when isDamage(e.getResultCode()) ->
          new DataDirectoryUnusable(
              file + " is damaged or no database: move it away, or restore a copy of it", e);
      default ->
          new DataDirectoryUnusable(
              file
                  + " cannot be opened: "
                  + String.valueOf(failure.getMessage()).replace('\n', ' '),
              failure);
    };
  }

  private static boolean isDamage(SQLiteErrorCode code) {
    return code == SQLiteErrorCode.SQLITE_NOTADB || (code.code & 0xff) == 11;
  }

  private String url() {
    return "jdbc:sqlite:" + file;
  }

  private void bringUpToDate(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      int version;
      try (var row = statement.executeQuery("PRAGMA user_version")) {
        row.next();
        version = row.getInt(1);
      }
      if (version > VERSION) {
        throw new DataDirectoryUnusable(
            file
                + " has schema version "
                + version
                + ", and this Streamgate knows "
                + VERSION
                + ": start the newer Streamgate that wrote it");
      }
      if (version == 0) {
        for (var sql : SCHEMA) {
          statement.execute(sql);
        }
      }
      connection.commit();
    }
  }
}
