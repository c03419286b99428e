package io.streamgate.store.sqlite.journal;

import io.streamgate.store.sqlite.directory.DataDirectoryUnusable;
import io.streamgate.store.sqlite.directory.FreeSpace;
import io.streamgate.store.sqlite.directory.OpenFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * The file {@code streamgate.db} in a data directory, and how connections to it are made.
 *
 * <p>{@code synchronous=FULL} makes each commit one sync of the write-ahead log. The writer does
 * not use {@code locking_mode=EXCLUSIVE}: it would shut out the connection that reads history, and
 * the directory's lock keeps other processes away already.
 *
 * <p>What is in it, {@link Layout} says.
 */
public record Database(Path file) {

  private static final int BUSY_TIMEOUT_MS = 5_000;

  /** 64 MB: a checkpoint's two syncs are spread over many commits. */
  private static final int CHECKPOINT_AFTER_PAGES = 16_384;

  /** Each viewer's history ends on an index page of its own; the default 2 MB hold 500 of them. */
  private static final int CACHE_KB = 65_536;

  /** That of a data directory, which has to be there; the file may be missing yet. */
  public static Database in(Path directory) {
    return new Database(directory.resolve("streamgate.db"));
  }

  /** What a new connection is asked for before it is used. */
  private interface Check {
    void of(Connection connection) throws SQLException;
  }

  /** As {@link #writable}, for the first one of a process: the database may be missing yet. */
  Connection first() throws SQLException {
    try {
      OpenFiles.requireNoLogWithoutDatabase(file, log());
    } catch (IOException e) {
      throw new SQLException(e.toString(), e);
    }
    return opened(connection -> Layout.bringUpToDate(connection, file));
  }

  /**
   * Commits what is open, writes the log into the database and syncs that. Waits for nobody: what a
   * program that reads just now, say a backup, still needs of the log stays in it.
   */
  static void emptyLog(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 0");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      statement.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MS);
    }
    connection.setAutoCommit(false);
  }

  /** A connection that may write, with each transaction begun by its first statement. */
  Connection writable() throws SQLException {
    return opened(
        connection -> {
          if (!Layout.isThere(connection)) {
            throw new SQLException(file + " is not what it was");
          }
        });
  }

  private Connection opened(Check check) throws SQLException {
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
      check.of(connection);
      connection.commit();
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
  public DataDirectoryUnusable unusable(SQLException failure) {
    return new DataDirectoryUnusable(
        DiskFailure.isDamage(failure) ? damaged() : file + " cannot be used: " + oneLine(failure),
        failure);
  }

  private String damaged() {
    return file + " is damaged or no database: move it away, or restore a copy of it";
  }

  private static String oneLine(SQLException failure) {
    return String.valueOf(failure.getMessage()).replace('\n', ' ');
  }

  private String url() {
    return "jdbc:sqlite:" + file;
  }

  /** Finds out whether the table of members is sound, which reading it would not tell. */
  void requireSoundMembers(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("PRAGMA quick_check(live)")) {
      row.next();
      if (!row.getString(1).equals("ok")) {
        throw DiskFailure.damage(
            row.getString(1).lines().skip(1).findFirst().orElse("live is not sound"));
      }
    }
  }

  /**
   * Writes the number of the layout over itself, which is a commit of one page, and empties the
   * log: after a sync that failed, what is read from the log may be in the system's cache alone,
   * and no later sync of the log need write it.
   */
  void writeSomething(Connection connection) throws SQLException {
    try {
      FreeSpace.require(directory());
    } catch (IOException e) {
      var what = FreeSpace.isFull(directory()) ? "the disk is full" : "the disk takes no file";
      throw new SQLException(what + ": it has to take a megabyte", e);
    }
    Layout.writeVersion(connection);
    emptyLog(connection);
  }

  /** The files that a connection has open. */
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
