package io.streamgate.store.sqlite.journal;

import io.streamgate.store.sqlite.directory.DataDirectoryUnusable;
import io.streamgate.store.sqlite.journal.operator.AuditTable;
import io.streamgate.store.sqlite.journal.operator.ErasedTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The tables of the database, and which versions of Streamgate can read them.
 *
 * <p>Times are milliseconds since 1970 UTC. {@code live} has no index, because members are in
 * memory. The index of {@code history} serves lists, cursors and lookups; retention uses row order.
 *
 * <p>{@code user_version} stays {@value #VERSION} while versions only add tables, or columns with
 * defaults: older versions ignore them. The single row of {@code format} names the oldest format
 * whose readers do no harm. A version that adds something increments its own {@link #FORMAT}, and
 * updates the row only if older readers would misread its data.
 *
 * <p>{@code content_mark} was added to both tables, and so were {@link AtStartColumns}; they are
 * null where nothing is known. {@code rule} was added to {@code history}, then the role and the
 * note of the operator who ended a stream.
 *
 * <p>The tables {@code override}, {@code audit} and {@code erased} were added: see {@link
 * OverrideTable}, {@link AuditTable} and {@link ErasedTable}.
 *
 * <p>The single row of {@code retention} says how long history is kept. A default that is shorter
 * than what the database was used with must not delete anything. Nor may a clock that is wrong:
 * after a jump of the clock, nothing is deleted until {@code held_until}.
 *
 * <p>The single row of {@code owner} is the latest {@link Claim}.
 */
final class Layout {

  private static final int VERSION = 1;

  /** The newest format that this version can read. */
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
      lapsed_at INTEGER,
      seen_at INTEGER
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
      details TEXT NOT NULL,
      seen_at INTEGER
    ) STRICT
    """,
    "CREATE UNIQUE INDEX history_by_stream ON history (viewer, stream)",
  };

  /** Before formats existed, a player's end had a word that a later version needs. */
  private static final String[] FIRST_FORMAT = {
    "CREATE TABLE format (oldest_reader INTEGER NOT NULL) STRICT",
    "INSERT INTO format (oldest_reader) VALUES (" + FORMAT + ")",
    "UPDATE history SET reason = 'ended' WHERE reason = 'stopped'",
  };

  private static final String[] OWNER = {
    "CREATE TABLE owner (claim INTEGER NOT NULL) STRICT", "INSERT INTO owner (claim) VALUES (0)",
  };

  /** The default of the versions that did not record how long they keep history. */
  private static final Duration UNRECORDED_RETENTION = Duration.ofDays(30);

  private Layout() {}

  /** Creates missing tables; rejects a database of a newer version that this one cannot read. */
  static void bringUpToDate(Connection connection, Path file) throws SQLException {
    requireReadable(connection, file);
    var version = number(connection, "PRAGMA user_version");
    if (version == 0) {
      run(connection, TABLES);
      writeVersion(connection);
    }
    for (var table : new String[] {"live", "history"}) {
      addColumn(connection, table, "content_mark", "BLOB");
      addColumn(connection, table, "plan", "TEXT");
      addColumn(connection, table, "plan_limit", "TEXT");
      addColumn(connection, table, "facts", "TEXT");
      addColumn(connection, table, "uncounted", "INTEGER");
    }
    if (!hasTable(connection, "format")) {
      run(connection, FIRST_FORMAT);
    }
    if (!hasTable(connection, "owner")) {
      run(connection, OWNER);
    }
    if (!hasTable(connection, "retention")) {
      var kept = version == 0 ? Duration.ZERO : UNRECORDED_RETENTION;
      run(
          connection,
          "CREATE TABLE retention (kept_ms INTEGER NOT NULL, held_until INTEGER NOT NULL) STRICT",
          "INSERT INTO retention (kept_ms, held_until) VALUES (" + kept.toMillis() + ", 0)");
    }
    addColumn(connection, "live", "seen_at", "INTEGER");
    addColumn(connection, "history", "seen_at", "INTEGER");
    addColumn(connection, "history", "stopped_by", "TEXT");
    addColumn(connection, "history", "rule", "TEXT");
    addColumn(connection, "history", "terminated_by", "TEXT");
    addColumn(connection, "history", "terminated_note", "TEXT");
    if (!hasTable(connection, "override")) {
      run(connection, OverrideTable.CREATION);
    }
    if (!hasTable(connection, "audit")) {
      run(connection, AuditTable.CREATION, AuditTable.INDEX, ErasedTable.CREATION);
    }
  }

  /** Rejects a database of a newer version that this one cannot read. */
  static void requireReadable(Connection connection, Path file) throws SQLException {
    var version = number(connection, "PRAGMA user_version");
    if (version > VERSION) {
      throw unreadable(file, "has schema version " + version, VERSION);
    }
    if (hasTable(connection, "format")) {
      var oldestReader = number(connection, "SELECT max(oldest_reader) FROM format");
      if (oldestReader > FORMAT) {
        throw unreadable(file, "needs a reader of format " + oldestReader, FORMAT);
      }
    }
  }

  static boolean hasTable(Connection connection, String table) throws SQLException {
    return !names(connection, "SELECT name FROM pragma_table_list('" + table + "')").isEmpty();
  }

  static List<String> columns(Connection connection, String table) throws SQLException {
    return names(connection, "SELECT name FROM pragma_table_info('" + table + "')");
  }

  /** Adds a column that earlier versions did not have. */
  private static void addColumn(Connection connection, String table, String column, String type)
      throws SQLException {
    if (!columns(connection, table).contains(column)) {
      run(connection, "ALTER TABLE %s ADD COLUMN %s %s".formatted(table, column, type));
    }
  }

  private static DataDirectoryUnusable unreadable(Path file, String what, int known) {
    return new DataDirectoryUnusable(
        "%s was written by a newer Streamgate: it %s, but this version reads only up to %d;"
                .formatted(file, what, known)
            + " start the newer version, or restore a backup from before the upgrade");
  }

  /**
   * Corrects times that are later than {@code now}, which a clock that was ahead has recorded: a
   * lapsed member stays lapsed, and an ended stream has ended by now.
   */
  static void correctTimes(Connection connection, Instant now) throws SQLException {
    var nowMs = now.toEpochMilli();
    for (var column : List.of("lapsed_at", "paused_at", "seen_at")) {
      run(connection, "UPDATE live SET %1$s = %2$d WHERE %1$s > %2$d".formatted(column, nowMs));
    }
    // rows of history are in the order of their ends, so those of that clock are the last ones
    run(
        connection,
        """
        UPDATE history SET ended_at = %1$d WHERE ended_at > %1$d AND seq > coalesce(
          (SELECT seq FROM history WHERE ended_at <= %1$d ORDER BY seq DESC LIMIT 1), -1)
        """
            .formatted(nowMs));
  }

  static boolean isThere(Connection connection) throws SQLException {
    return number(connection, "PRAGMA user_version") == VERSION;
  }

  /** Writes the schema version, even if unchanged: a commit of one page. */
  static void writeVersion(Connection connection) throws SQLException {
    run(connection, "PRAGMA user_version = " + VERSION);
  }

  /** The columns that a later version added to both tables. */
  static List<String> addedToBoth(Connection connection) throws SQLException {
    var added = columns(connection, "live");
    added.removeAll(COLUMNS_OF_LIVE);
    added.removeAll(COLUMNS_OF_HISTORY);
    added.retainAll(columns(connection, "history"));
    return added;
  }

  static void run(Connection connection, String... sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var each : sql) {
        statement.execute(each);
      }
    }
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
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
