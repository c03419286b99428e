package io.streamgate.store.sqlite.journal.operator;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Termination;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The table of what is left of erased viewers, for as long as a start with the same key is a
 * replay: the id of each stream, without the viewer's name. Changes are rare, and run one by one.
 */
public record ErasedTable(
    PreparedStatement insert, PreparedStatement erase, PreparedStatement forget) {

  /** The statement that creates the table. */
  public static final String CREATION =
      """
      CREATE TABLE erased (
        viewer_mark TEXT NOT NULL,
        stream TEXT NOT NULL,
        ended_at INTEGER NOT NULL,
        role TEXT NOT NULL,
        note TEXT,
        PRIMARY KEY (viewer_mark, stream)
      ) STRICT, WITHOUT ROWID
      """;

  private static final String COLUMNS = "viewer_mark, stream, ended_at, role, note";

  /** Prepares the statements. */
  public static ErasedTable on(Connection connection) throws SQLException {
    return new ErasedTable(
        connection.prepareStatement("INSERT INTO erased (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?)"),
        connection.prepareStatement("DELETE FROM erased WHERE viewer_mark = ?"),
        connection.prepareStatement("DELETE FROM erased WHERE ended_at < ?"));
  }

  /** Keeps these ids of a viewer, and no others. */
  public void replace(ViewerId viewer, List<Ended> left) throws SQLException {
    var mark = ViewerMark.of(viewer).value();
    erase.setString(1, mark);
    erase.executeUpdate();
    for (var stream : left) {
      insert(mark, stream);
    }
  }

  private void insert(String mark, Ended stream) throws SQLException {
    if (stream.ending() instanceof Ending.Terminated(var at, Termination(var role, var note))) {
      insert.setString(1, mark);
      insert.setString(2, stream.id().value());
      insert.setLong(3, at.toEpochMilli());
      insert.setString(4, role);
      insert.setString(5, note);
      insert.executeUpdate();
    } else {
      throw new IllegalArgumentException("an erased stream has lost its ending, not " + stream);
    }
  }

  /** Removes what ended before {@code horizon}. */
  public void forget(Instant horizon) throws SQLException {
    forget.setLong(1, horizon.toEpochMilli());
    forget.executeUpdate();
  }

  /** Reads what ended after {@code horizon}, in the order of the ends. */
  public static void load(
      Connection connection, Instant horizon, BiConsumer<ViewerMark, Ended> rows)
      throws SQLException {
    var sql = "SELECT " + COLUMNS + " FROM erased WHERE ended_at > ? ORDER BY ended_at, stream";
    try (var query = connection.prepareStatement(sql)) {
      query.setLong(1, horizon.toEpochMilli());
      try (var row = query.executeQuery()) {
        while (row.next()) {
          rows.accept(new ViewerMark(row.getString("viewer_mark")), ended(row));
        }
      }
    }
  }

  private static Ended ended(ResultSet row) throws SQLException {
    var at = Instant.ofEpochMilli(row.getLong("ended_at"));
    var id = new StreamId(row.getString("stream"));
    var by = Termination.stored(row.getString("role"), row.getString("note"));
    var member = new Member(id, at, Playback.fromStart(), Details.NONE);
    return new Ended(member, new Ending.Terminated(at, by));
  }
}
