package io.streamgate.store.sqlite.journal;

import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.ContentMark;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Termination;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Maps values to columns and back. */
final class RowMapper {

  /** The columns of history that {@link #ended} reads and {@link #bind} writes, in this order. */
  static final String HISTORY =
      "viewer, stream, ended_at, reason, taken_by, expires_at, paused_at, position_ms, details,"
          + " seen_at, stopped_by, content_mark, rule, terminated_by, terminated_note, "
          + AtStartColumns.NAMES;

  static final String LIVE =
      "seq, viewer, stream, paused_at, position_ms, details, lapsed_at, seen_at, content_mark, "
          + AtStartColumns.NAMES;

  private RowMapper() {}

  /** Binds two parameters: the start of the pause, and the position. */
  static void bind(PreparedStatement statement, int first, Playback playback) throws SQLException {
    switch (playback) {
      case Playback.Playing _ -> statement.setNull(first, Types.INTEGER);
      case Playback.Paused(var since, _) -> statement.setLong(first, since.toEpochMilli());
    }
    statement.setLong(first + 1, playback.positionMs());
  }

  /** Binds a parameter: the mark of the content, or null if that is unknown. */
  static void bind(PreparedStatement statement, int at, ContentMark content) throws SQLException {
    if (content.isKnown()) {
      statement.setBytes(at, content.bytes());
    } else {
      statement.setNull(at, Types.BLOB);
    }
  }

  /** Binds the parameters of {@link #HISTORY}. */
  static void bind(PreparedStatement statement, ViewerId viewer, Ended stream) throws SQLException {
    var ending = stream.ending();
    statement.setString(1, viewer.value());
    statement.setString(2, stream.id().value());
    statement.setLong(3, ending.at().toEpochMilli());
    statement.setString(4, reason(ending));
    switch (ending) {
      case Ending.Evicted(_, var by, _) -> statement.setString(5, by.value());
      case Ending.Replaced(_, var by) -> statement.setString(5, by.value());
      case Ending.Displaced(_, var by) -> statement.setString(5, by.value());
      case Ending.Other(_, _, var by) when by != null -> statement.setString(5, by.value());
      case Ending.Finished _,
          Ending.Stopped _,
          Ending.Recorded _,
          Ending.Expired _,
          Ending.Terminated _,
          Ending.Other _ ->
          statement.setNull(5, Types.VARCHAR);
    }
    statement.setLong(6, stream.last().expiresAt().toEpochMilli());
    bind(statement, 7, stream.playback());
    statement.setString(9, stream.details().json());
    statement.setLong(10, stream.last().lastSeenAt().toEpochMilli());
    statement.setString(11, stopper(ending));
    bind(statement, 12, stream.details().content());
    statement.setString(13, rule(ending));
    bind(statement, 14, ending);
    AtStartColumns.bind(statement, 16, stream.last().atStart());
  }

  /** Binds two parameters: the role of the operator who ended the stream, and the note. */
  private static void bind(PreparedStatement statement, int first, Ending ending)
      throws SQLException {
    var by = ending instanceof Ending.Terminated(_, var operator) ? operator : null;
    statement.setString(first, by == null ? null : by.role());
    statement.setString(first + 1, by == null ? null : by.note());
  }

  static ViewerId viewer(ResultSet row) throws SQLException {
    return new ViewerId(row.getString("viewer"));
  }

  static Member member(ResultSet row, Instant expiresAt) throws SQLException {
    var id = new StreamId(row.getString("stream"));
    var playback = playback(row);
    var details = new Details(row.getString("details"), content(row));
    var seen = time(row, "seen_at");
    var lastSeenAt = row.wasNull() ? id.startedAt() : seen;
    return new Member(id, lastSeenAt, expiresAt, playback, details, AtStartColumns.read(row));
  }

  private static ContentMark content(ResultSet row) throws SQLException {
    var stored = row.getBytes("content_mark");
    return row.wasNull() ? ContentMark.UNKNOWN : ContentMark.read(stored);
  }

  static Ended ended(ResultSet row) throws SQLException {
    return new Ended(member(row, time(row, "expires_at")), ending(row));
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  private static Playback playback(ResultSet row) throws SQLException {
    var positionMs = row.getLong("position_ms");
    var since = time(row, "paused_at");
    return row.wasNull()
        ? new Playback.Playing(positionMs)
        : new Playback.Paused(since, positionMs);
  }

  private static @Nullable String stopper(Ending ending) {
    return ending instanceof Ending.Stopped(_, var by) && by != null ? by.id() : null;
  }

  private static @Nullable String rule(Ending ending) {
    return ending instanceof Ending.Evicted(_, _, var rule) ? rule : null;
  }

  private static String reason(Ending ending) {
    return switch (ending) {
      case Ending.Finished _ -> "ended";
      case Ending.Stopped _ -> "stopped";
      case Ending.Recorded _ -> "recorded";
      case Ending.Evicted _ -> "evicted";
      case Ending.Replaced _ -> "replaced";
      case Ending.Displaced _ -> "displaced";
      case Ending.Expired _ -> "expired";
      case Ending.Terminated _ -> "terminated";
      case Ending.Other(var word, _, _) -> word;
    };
  }

  private static Ending ending(ResultSet row) throws SQLException {
    var at = time(row, "ended_at");
    var reason = row.getString("reason");
    var by = takenBy(row);
    var other = new Ending.Other(reason, at, by);
    return switch (reason) {
      case "ended" -> new Ending.Finished(at);
      case "stopped" -> {
        var device = row.getString("stopped_by");
        var isNamed = device != null && !device.isEmpty();
        yield !isNamed && by != null
            ? other
            : new Ending.Stopped(at, isNamed ? new Device.Named(device) : null);
      }
      case "recorded" -> new Ending.Recorded(at);
      case "evicted" -> by == null ? other : evicted(row, at, by);
      case "replaced" -> by == null ? other : new Ending.Replaced(at, by);
      case "displaced" -> by == null ? other : new Ending.Displaced(at, by);
      case "expired" -> new Ending.Expired(at);
      case "terminated" -> {
        var role = row.getString("terminated_by");
        yield role == null
            ? other
            : new Ending.Terminated(at, Termination.stored(role, row.getString("terminated_note")));
      }
      default -> other;
    };
  }

  private static Ending evicted(ResultSet row, Instant at, StreamId by) throws SQLException {
    return new Ending.Evicted(at, by, AtStartColumns.shared(row.getString("rule")));
  }

  private static @Nullable StreamId takenBy(ResultSet row) throws SQLException {
    var text = row.getString("taken_by");
    return row.wasNull() ? null : StreamId.parse(text).orElse(null);
  }
}
