package io.streamgate.lease;

import io.streamgate.lease.stream.Playback.Report;
import java.time.Duration;
import java.util.List;

/** A player's heartbeat, which renews the lease for {@code lease}. */
public record Heartbeat(List<Report> reports, Duration lease) {
  public Heartbeat {
    reports = List.copyOf(reports);
  }
}
