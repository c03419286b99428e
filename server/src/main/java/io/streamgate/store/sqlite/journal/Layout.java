package io.streamgate.store.sqlite.journal;

import io.streamgate.store.sqlite.directory.DataDirectoryUnusable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The tables of the database, and which versions of Streamgate can read them.
 *
 * <p>Times are milliseconds since 1970 UTC. {@code live} has no index but its key: memory is the
 * index. {@code history} has one, for list, cursor and find; its retention goes by row order.
 *
 * <p>{@code user_version} stays {@value #VERSION} while a version only adds tables, and columns
 * with defaults: the versions before leave them alone, and go on. The one row of {@code format}
 * says which of them may: the oldest format whose readers do no harm. A version that adds something
 * counts its own format up, and the row only where older readers would misread what it writes.
 */
final class Layout {

  private static final int VERSION = 1;

  /** What this version knows. */
  private static final int FORMAT = 1;

  private static final Set<String> COLUMNS_OF_LIVE = Set.of(RowMapper.LIVE.split(", "));
  private static final Set<String> COLUMNS_OF_HISTORY =
      Set.of(("seq, " + RowMapper.HISTORY).split(", "));

  private static final String[] TABLES = {
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
  };

  /** Before there was a format, an end by the player was called what a later version needs. */
  private static final String[] FIRST_FORMAT = {
    "CREATE TABLE format (oldest_reader INTEGER NOT NULL) STRICT",
    "INSERT INTO format (oldest_reader) VALUES (" + FORMAT + ")",
    "UPDATE history SET reason = 'ended' WHERE reason = 'stopped'",
  };

  private Layout() {}

  /**
   * Creates what is not there.
   *
   * @throws DataDirectoryUnusable where a later version wrote what this one cannot read
   */
  static void bringUpToDate(Connection connection, Path file) throws SQLException {
    var version = number(connection, "PRAGMA user_version");
    if (version > VERSION) {
      throw unreadable(file, "has schema version " + version, VERSION);
    }
    if (version == 0) {
      run(connection, TABLES);
      writeVersion(connection);
    }
    if (names(connection, "SELECT name FROM pragma_table_list('format')").isEmpty()) {
      run(connection, FIRST_FORMAT);
    }
    var oldestReader = number(connection, "SELECT max(oldest_reader) FROM format");
    if (oldestReader > FORMAT) {
      throw unreadable(file, "needs a reader of format " + oldestReader, FORMAT);
    }
  }

  private static DataDirectoryUnusable unreadable(Path file, String what, int known) {
    return new DataDirectoryUnusable(
        "%s was written by a later Streamgate: it %s, and this one reads up to %d; start the later"
                .formatted(file, what, known)
            + " one, or restore a copy from before the upgrade");
  }

  /** Whether the database has these tables. */
  static boolean isThere(Connection connection) throws SQLException {
    return number(connection, "PRAGMA user_version") == VERSION;
  }

  /** Writes the number of the layout, over itself where it is there: a commit of one page. */
  static void writeVersion(Connection connection) throws SQLException {
    run(connection, "PRAGMA user_version = " + VERSION);
  }

  /** The columns that a later version has added to both tables. */
  static List<String> addedToBoth(Connection connection) throws SQLException {
    var added = names(connection, "SELECT name FROM pragma_table_info('live')");
    added.removeAll(COLUMNS_OF_LIVE);
    added.removeAll(COLUMNS_OF_HISTORY);
    added.retainAll(names(connection, "SELECT name FROM pragma_table_info('history')"));
    return added;
  }

  private static void run(Connection connection, String... sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var each : sql) {
        statement.execute(each);
      }
    }
  }

  private static int number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static List<String> names(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      var names = new ArrayList<String>();
      while (row.next()) {
        names.add(row.getString(1));
      }
      return names;
    }
  }
}
