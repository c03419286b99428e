package io.streamgate.store.sqlite.journal.operator;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.AuditEntry;
import io.streamgate.store.AuditTrail.Book;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of the audit, with a row for each entry. Erasures are kept with the viewer {@code ''},
 * which is no viewer's id. Changes are rare, and run one by one.
 */
public record AuditTable(
    PreparedStatement append, PreparedStatement erase, PreparedStatement forget) {

  /** The statement that creates the table. */
  public static final String CREATION =
      """
      CREATE TABLE audit (
        seq INTEGER PRIMARY KEY,
        viewer TEXT NOT NULL,
        at INTEGER NOT NULL,
        request TEXT NOT NULL,
        operator TEXT NOT NULL,
        role TEXT NOT NULL,
        action TEXT NOT NULL,
        subject TEXT NOT NULL,
        reason TEXT NOT NULL
      ) STRICT
      """;

  /** The statement that creates its index. */
  public static final String INDEX =
      "CREATE UNIQUE INDEX audit_by_viewer ON audit (viewer, at, request)";

  private static final String NO_VIEWER = "";
  private static final String COLUMNS = "at, request, operator, role, action, subject, reason";

  /** Prepares the statements. */
  public static AuditTable on(Connection connection) throws SQLException {
    return new AuditTable(
        connection.prepareStatement(
            "INSERT INTO audit (viewer, "
                + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING"),
        connection.prepareStatement("DELETE FROM audit WHERE viewer = ?"),
        connection.prepareStatement(
            "DELETE FROM audit WHERE seq IN (SELECT seq FROM audit ORDER BY seq LIMIT ?)"
                + " AND at < ?"));
  }

  /** Appends an entry, unless it is there already. */
  public void append(Book book, AuditEntry entry) throws SQLException {
    append.setString(1, viewer(book));
    append.setLong(2, entry.at().toEpochMilli());
    append.setString(3, entry.requestId());
    append.setString(4, entry.operator());
    append.setString(5, entry.role());
    append.setString(6, entry.action());
    append.setString(7, entry.subject());
    append.setString(8, entry.reason());
    append.executeUpdate();
  }

  /** Removes all entries of a viewer. */
  public void erase(ViewerId viewer) throws SQLException {
    erase.setString(1, viewer.value());
    erase.executeUpdate();
  }

  /** Removes entries from before {@code horizon} among the oldest {@code atMost} rows. */
  public void forget(Instant horizon, int atMost) throws SQLException {
    forget.setInt(1, atMost);
    forget.setLong(2, horizon.toEpochMilli());
    forget.executeUpdate();
  }

  /** Reads the entries since {@code horizon}, newest first. */
  public static List<AuditEntry> read(Connection connection, Book book, int atMost, Instant horizon)
      throws SQLException {
    var newest =
        "SELECT "
            + COLUMNS
            + " FROM audit WHERE viewer = ? AND at >= ?"
            + " ORDER BY at DESC, request DESC LIMIT ?";
    try (var query = connection.prepareStatement(newest)) {
      query.setString(1, viewer(book));
      query.setLong(2, horizon.toEpochMilli());
      query.setInt(3, atMost);
      return all(query);
    }
  }

  private static List<AuditEntry> all(PreparedStatement query) throws SQLException {
    var entries = new ArrayList<AuditEntry>();
    try (var row = query.executeQuery()) {
      while (row.next()) {
        entries.add(
            new AuditEntry(
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("operator"),
                row.getString("role"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("reason"),
                row.getString("request")));
      }
    }
    return entries;
  }

  private static String viewer(Book book) {
    return switch (book) {
      case Book.OfViewer(var viewer) -> viewer.value();
      case Book.OfErasures() -> NO_VIEWER;
    };
  }
}
