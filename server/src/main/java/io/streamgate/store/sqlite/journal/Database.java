package io.streamgate.store.sqlite.journal;

import io.streamgate.store.sqlite.directory.DataDirectoryUnusable;
import io.streamgate.store.sqlite.directory.FreeSpace;
import io.streamgate.store.sqlite.directory.OpenFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * The file {@code streamgate.db} in a data directory, and how to connect to it. {@link Layout}
 * defines its tables.
 *
 * <p>{@code synchronous=FULL} makes each commit one sync of the write-ahead log. The writer does
 * not use {@code locking_mode=EXCLUSIVE}, which would shut out the connection that reads history
 * and a backup; the directory's lock and the {@link Claim} keep other processes from writing.
 *
 * <p>{@code secure_delete} overwrites each row that is deleted with zeros: after an erasure, and
 * after a row has moved to history, nothing of it is left in unused parts of the file.
 */
public record Database(Path file) {

  static final int BUSY_TIMEOUT_MS = 5_000;

  /** 64 MB: spreads a checkpoint's two syncs over many commits. */
  private static final int CHECKPOINT_AFTER_PAGES = 16_384;

  /** Each viewer's history ends on its own index page; the default of 2 MB holds 500 of them. */
  private static final int CACHE_KB = 65_536;

  /** The database in an existing data directory; the file may not exist yet. */
  public static Database in(Path directory) {
    return new Database(directory.resolve("streamgate.db"));
  }

  private interface Check {
    void of(Connection connection) throws SQLException;
  }

  /**
   * Opens the process's first connection, and creates or upgrades the tables. Waits longer than
   * other connections do, because a process that has lost its lock file may still write.
   */
  Connection first() throws SQLException {
    try {
      OpenFiles.requireNoLogWithoutDatabase(file, log());
    } catch (IOException e) {
      throw new SQLException(e.toString(), e);
    }
    requireSpace();
    return opened(
        Claim.PATIENCE_MS,
        connection -> {
          Layout.bringUpToDate(connection, file);
          Layout.run(connection, "PRAGMA busy_timeout = " + BUSY_TIMEOUT_MS);
        });
  }

  /**
   * Commits, and copies the log into the database. Waits {@code patienceMs} for readers: pages that
   * one of them, such as a backup, still needs stay in the log.
   *
   * @return whether the log is empty
   */
  static boolean emptyLog(Connection connection, int patienceMs) throws SQLException {
    connection.setAutoCommit(true);
    Layout.run(connection, "PRAGMA busy_timeout = " + patienceMs);
    var isBusy = Layout.number(connection, "PRAGMA wal_checkpoint(TRUNCATE)") != 0;
    Layout.run(connection, "PRAGMA busy_timeout = " + BUSY_TIMEOUT_MS);
    connection.setAutoCommit(false);
    return !isBusy;
  }

  /** Opens a connection that can write; a transaction starts with its first statement. */
  Connection writable() throws SQLException {
    return opened(
        BUSY_TIMEOUT_MS,
        connection -> {
          if (!Layout.isThere(connection)) {
            throw new SQLException(file + " no longer has the expected schema");
          }
        });
  }

  private Connection opened(int busyTimeoutMs, Check check) throws SQLException {
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(busyTimeoutMs);
    var connection = config.createConnection(url());
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA secure_delete = ON");
      statement.execute("PRAGMA cache_size = -" + CACHE_KB);
      statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_AFTER_PAGES);
      connection.setAutoCommit(false);
      check.of(connection);
      connection.commit();
      return connection;
    } catch (Throwable failure) {
      connection.close();
      throw failure;
    }
  }

  /**
   * Opens a read-only connection; each query sees the commits from before its start. Reads the
   * schema, because SQLite opens the write-ahead log with the first query.
   */
  Connection readable() throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    var connection = config.createConnection(url());
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM sqlite_schema")) {
      row.next();
      return connection;
    } catch (Throwable failure) {
      connection.close();
      throw failure;
    }
  }

  /** Converts a failure to open into a message for the operator. */
  public DataDirectoryUnusable unusable(SQLException failure) {
    var why =
        DiskFailure.isDamage(failure)
            ? " is damaged or not a database: move it away, or restore a backup"
            : " cannot be used: " + String.valueOf(failure.getMessage()).replace('\n', ' ');
    return new DataDirectoryUnusable(file + why, failure);
  }

  private String url() {
    return "jdbc:sqlite:" + file;
  }

  /** Checks the integrity of the tables that decisions rest on, which reading them does not. */
  void requireSoundMembers(Connection connection) throws SQLException {
    for (var table : List.of("live", "override")) {
      try (var statement = connection.createStatement();
          var row = statement.executeQuery("PRAGMA quick_check(" + table + ")")) {
        row.next();
        if (!row.getString(1).equals("ok")) {
          throw DiskFailure.damage(
              row.getString(1).lines().skip(1).findFirst().orElse(table + " is not sound"));
        }
      }
    }
  }

  /**
   * Rewrites the schema version, which is a commit of one page, and checkpoints the log: after a
   * failed sync, pages of the log may exist only in the system's cache, and no later sync of the
   * log has to write them.
   */
  void writeSomething(Connection connection) throws SQLException {
    requireSpace();
    Layout.writeVersion(connection);
    emptyLog(connection, 0);
  }

  private void requireSpace() throws SQLException {
    try {
      FreeSpace.require(directory());
    } catch (IOException e) {
      var what = FreeSpace.isFull(directory()) ? "the disk is full" : "a file cannot be written";
      throw new SQLException(what + ": at least 1 MB must be free", e);
    }
  }

  OpenFiles files() throws SQLException {
    try {
      return OpenFiles.of(file, log());
    } catch (IOException e) {
      throw new SQLException(e.toString(), e);
    }
  }

  private Path log() {
    return file.resolveSibling(file.getFileName() + "-wal");
  }

  private Path directory() {
    return file.toAbsolutePath().resolveSibling("");
  }
}
