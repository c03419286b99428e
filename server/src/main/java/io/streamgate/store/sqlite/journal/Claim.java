package io.streamgate.store.sqlite.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A process's claim on the database: a random number in the single row of {@code owner}. The latest
 * claim counts. Each transaction that writes checks it, so that SQLite itself orders claims and
 * commits: after another process's claim nothing more is committed, and what was committed before
 * is seen by that process.
 *
 * <p>The lock on the data directory already keeps a second process out, unless somebody removes the
 * lock file. The claim does not depend on a file that can be removed alone.
 */
record Claim(long number) {

  /** SQLite tries every 0.1 s, and under load the other process nearly always writes. */
  static final int PATIENCE_MS = 30_000;

  /** The database belongs to another process. Nothing was written, and nothing can be. */
  static final class Lost extends SQLException {

    private static final long serialVersionUID = 1;

    Lost() {
      super("another process has taken over the data directory; stop this process");
    }
  }

  /** Takes the database over from the process that has it, if any, and commits. */
  static Claim take(Connection connection) throws SQLException {
    Layout.run(
        connection,
        "PRAGMA busy_timeout = " + PATIENCE_MS,
        "UPDATE owner SET claim = random()",
        "PRAGMA busy_timeout = " + Database.BUSY_TIMEOUT_MS);
    var claim = current(connection);
    connection.commit();
    return claim;
  }

  /** Prepares the query of the latest claim, which {@link #require} runs. */
  static PreparedStatement queryOn(Connection connection) throws SQLException {
    return connection.prepareStatement("SELECT max(claim) FROM owner");
  }

  /** Throws {@link Lost} unless this is the latest claim in the current transaction. */
  void require(PreparedStatement query) throws SQLException {
    if (!equals(answerOf(query))) {
      throw new Lost();
    }
  }

  /** Throws {@link Lost} unless this is the latest claim. For calls that are rare. */
  void require(Connection connection) throws SQLException {
    try (var query = queryOn(connection)) {
      require(query);
    }
  }

  private static Claim current(Connection connection) throws SQLException {
    try (var query = queryOn(connection)) {
      return answerOf(query);
    }
  }

  private static Claim answerOf(PreparedStatement query) throws SQLException {
    try (var row = query.executeQuery()) {
      row.next();
      return new Claim(row.getLong(1));
    }
  }
}
