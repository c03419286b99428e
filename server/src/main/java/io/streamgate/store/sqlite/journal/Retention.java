package io.streamgate.store.sqlite.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * How long an ended stream is readable, and an entry of the audit.
 *
 * @param isDefault whether the operator has not set the time: then history that an earlier
 *     retention kept stays on disk for that long
 * @param perViewer how many ended streams of a viewer are kept on disk; beyond that, the oldest are
 *     deleted
 * @param audit how long an entry of the audit is readable
 * @param chance by which the oldest are deleted now and then; used by one thread
 */
public record Retention(
    Duration time, boolean isDefault, int perViewer, Duration audit, RandomGenerator chance) {

  /** How long an operator has to notice that the clock is wrong. */
  private static final Duration TIME_TO_NOTICE = Duration.ofDays(1);

  /** The latest time on record, or 0. */
  private static final String LATEST =
      """
      SELECT max(
        coalesce((SELECT ended_at FROM history ORDER BY seq DESC LIMIT 1), 0),
        coalesce((SELECT max(lapsed_at) FROM live), 0),
        coalesce((SELECT max(seen_at) FROM live), 0))
      """;

  /** A retention without a bound per viewer, and the same for the audit. */
  public Retention(Duration time, boolean isDefault) {
    this(time, isDefault, Integer.MAX_VALUE, time, () -> 0);
  }

  /**
   * Records how long history is kept on disk, and returns it. A default never shortens it. If the
   * clock has jumped by more than that since the last commit, it may be wrong: then nothing is
   * deleted for {@link #TIME_TO_NOTICE}.
   */
  Kept keepIn(Connection connection, Instant now) throws SQLException {
    var retentionMs = Long.toString(time.toMillis());
    var keptMs = isDefault ? "max(kept_ms, " + retentionMs + ")" : retentionMs;
    Layout.run(connection, "UPDATE retention SET kept_ms = " + keptMs);
    var kept = Duration.ofMillis(Layout.number(connection, "SELECT max(kept_ms) FROM retention"));
    var latest = Instant.ofEpochMilli(Layout.number(connection, LATEST));
    var longest = now.plus(TIME_TO_NOTICE);
    if (latest.isAfter(Instant.EPOCH) && latest.plus(kept).isBefore(now)) {
      Layout.run(connection, "UPDATE retention SET held_until = " + longest.toEpochMilli());
    }
    // a longer time was recorded by a clock that was ahead
    Layout.run(
        connection,
        "UPDATE retention SET held_until = 0 WHERE held_until > " + longest.toEpochMilli());
    var held = Layout.number(connection, "SELECT max(held_until) FROM retention");
    return new Kept(kept, audit, Instant.ofEpochMilli(held), Duration.between(latest, now));
  }
}
