package io.streamgate.store.sqlite.journal;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.sqlite.directory.DataDirectoryUnusable;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the live streams of a database: those of a server that starts, and without a change to it
 * those of a server that may be using it, or of an older version that lacks columns.
 *
 * <p>All of it is one state of the database. The leases of live streams are not on disk: a stream
 * is live if no server has recorded that it lapsed.
 */
public final class LiveStreams {

  private final Database database;

  /** The live streams of that database. */
  public LiveStreams(Database database) {
    this.database = database;
  }

  /** Takes one viewer after another. */
  @FunctionalInterface
  public interface Visitor {

    /** A viewer with a live stream; {@code override} is null if none is on record. */
    void visit(ViewerId viewer, @Nullable ViewerOverride override, List<Member> live);
  }

  /**
   * Visits every viewer with a live stream, whose lease is taken to end at {@code expiresAt}.
   *
   * @throws DataDirectoryUnusable if there is no database, or it cannot be read
   */
  public void visit(Instant expiresAt, Visitor visitor) {
    if (!Files.exists(database.file())) {
      throw new DataDirectoryUnusable(
          "there is no database %s; set STREAMGATE_DATA_DIR to the data directory of a server"
              .formatted(database.file()));
    }
    try (var connection = database.readable()) {
      connection.setAutoCommit(false);
      Layout.requireReadable(connection, database.file());
      if (Layout.hasTable(connection, "live")) {
        visit(connection, expiresAt, visitor);
      }
    } catch (SQLException failure) {
      throw database.unusable(failure);
    }
  }

  private static void visit(Connection connection, Instant expiresAt, Visitor visitor)
      throws SQLException {
    var overrides = overrides(connection);
    var sql =
        "SELECT " + columns(connection) + " FROM live WHERE lapsed_at IS NULL ORDER BY viewer, seq";
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      var streams = new ArrayList<Member>();
      @Nullable ViewerId viewer = null;
      while (row.next()) {
        var next = found(row, expiresAt);
        if (viewer != null && !viewer.equals(next.viewer())) {
          visitor.visit(viewer, overrides.get(viewer), List.copyOf(streams));
          streams.clear();
        }
        viewer = next.viewer();
        streams.add(next.member());
      }
      if (viewer != null) {
        visitor.visit(viewer, overrides.get(viewer), List.copyOf(streams));
      }
    }
  }

  private record LiveRow(ViewerId viewer, Member member) {}

  private static LiveRow found(ResultSet row, Instant expiresAt) throws SQLException {
    try {
      return new LiveRow(RowMapper.viewer(row), RowMapper.member(row, expiresAt));
    } catch (IllegalArgumentException malformed) {
      throw DiskFailure.damage("a row is damaged: " + malformed.getMessage());
    }
  }

  /** Null for each column that an older version did not have. */
  private static String columns(Connection connection) throws SQLException {
    var there = new HashSet<>(Layout.columns(connection, "live"));
    return List.of(RowMapper.LIVE.split(", ")).stream()
        .map(column -> there.contains(column) ? column : "NULL AS " + column)
        .collect(Collectors.joining(", "));
  }

  private static Map<ViewerId, ViewerOverride> overrides(Connection connection)
      throws SQLException {
    var overrides = new HashMap<ViewerId, ViewerOverride>();
    if (Layout.hasTable(connection, "override")) {
      OverrideTable.load(
          connection,
          row -> {
            if (row instanceof Journal.Row.Overridden(var viewer, var override)) {
              overrides.put(viewer, override);
            }
          });
    }
    return overrides;
  }

  /** Reads all members in the order of their rows; those that have not lapsed expire then. */
  static void load(Connection connection, Instant unmarkedUntil, Consumer<Journal.Row> rows)
      throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT " + RowMapper.LIVE + " FROM live ORDER BY seq")) {
      while (row.next()) {
        var lapsedAt = RowMapper.time(row, "lapsed_at");
        var marked = !row.wasNull();
        var member = RowMapper.member(row, marked ? lapsedAt : unmarkedUntil);
        rows.accept(
            new Journal.Row.Live(row.getLong("seq"), RowMapper.viewer(row), member, marked));
      }
    }
  }
}
