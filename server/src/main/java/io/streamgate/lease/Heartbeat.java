package io.streamgate.lease;

import io.streamgate.lease.stream.Playback.Report;
import java.time.Duration;
import java.util.List;

/**
 * A player's heartbeat, which renews the lease for {@code lease}.
 *
 * @param sender whether the player returns after a {@link Leave}
 */
public record Heartbeat(List<Report> reports, Duration lease, Sender sender) {

  /** Where the player was before the heartbeat. */
  public enum Sender {
    /** It played on. */
    PRESENT,
    /** It had left: no record from before may confirm its lease. */
    RETURNED
  }

  /** A heartbeat of a player that plays on. */
  public Heartbeat(List<Report> reports, Duration lease) {
    this(reports, lease, Sender.PRESENT);
  }

  public Heartbeat {
    reports = List.copyOf(reports);
  }
}
