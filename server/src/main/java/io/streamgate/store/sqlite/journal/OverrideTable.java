package io.streamgate.store.sqlite.journal;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.ViewerOverride.Grant;
import io.streamgate.store.sqlite.journal.Journal.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The table of overrides, with a row for each viewer that has one: the limit or the plan is set. A
 * row with neither grants something that only a later version knows; it stays, and means nothing.
 *
 * <p>Changes are rare, and run one by one: a viewer's can be set and removed in one commit.
 */
record OverrideTable(PreparedStatement set, PreparedStatement remove) {

  static final String CREATION =
      """
      CREATE TABLE override (
        viewer TEXT PRIMARY KEY,
        stream_limit TEXT,
        plan TEXT,
        until INTEGER NOT NULL,
        set_by TEXT NOT NULL,
        note TEXT NOT NULL
      ) STRICT, WITHOUT ROWID
      """;

  private static final String COLUMNS = "viewer, stream_limit, plan, until, set_by, note";

  /** Replaces the row: what a later version has added to the old override is not of the new one. */
  static OverrideTable on(Connection connection) throws SQLException {
    return new OverrideTable(
        connection.prepareStatement(
            "INSERT OR REPLACE INTO override (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)"),
        connection.prepareStatement("DELETE FROM override WHERE viewer = ?"));
  }

  void set(ViewerId viewer, ViewerOverride override) throws SQLException {
    set.setString(1, viewer.value());
    switch (override.grant()) {
      case Grant.OfLimit(var limit) -> bindGrant(AtStartColumns.text(limit), null);
      case Grant.OfPlan(var name) -> bindGrant(null, name);
    }
    set.setLong(4, override.until().toEpochMilli());
    set.setString(5, override.by());
    set.setString(6, override.note());
    set.executeUpdate();
  }

  private void bindGrant(@Nullable String limit, @Nullable String plan) throws SQLException {
    set.setString(2, limit);
    set.setString(3, plan);
  }

  void remove(ViewerId viewer) throws SQLException {
    remove.setString(1, viewer.value());
    remove.executeUpdate();
  }

  /** Reads all overrides, also those that have expired: upkeep removes them. */
  static void load(Connection connection, Consumer<Row> rows) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT " + COLUMNS + " FROM override")) {
      while (row.next()) {
        var viewer = RowMapper.viewer(row);
        var until = RowMapper.time(row, "until");
        var by = cut(row.getString("set_by"), ViewerOverride.MOST_OF_BY);
        var note = cut(row.getString("note"), ViewerOverride.MOST_OF_NOTE);
        grant(row)
            .map(grant -> new ViewerOverride(grant, until, by, note))
            .ifPresent(override -> rows.accept(new Row.Overridden(viewer, override)));
      }
    }
  }

  private static Optional<Grant> grant(ResultSet row) throws SQLException {
    var limit = row.getString("stream_limit");
    var plan = row.getString("plan");
    if (plan != null) {
      return Optional.of(new Grant.OfPlan(plan));
    }
    return Optional.ofNullable(limit).map(AtStartColumns::limit).map(Grant.OfLimit::new);
  }

  /** A later version may allow more: the row keeps it. */
  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
