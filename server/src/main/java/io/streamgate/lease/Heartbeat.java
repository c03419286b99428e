package io.streamgate.lease;

import io.streamgate.lease.stream.Playback.Report;
import java.time.Duration;
import java.util.List;

/**
 * A player's sign of life.
 *
 * @param told what it says of the playback besides being there
 * @param lease how long the stream stays live from now on
 */
public record Heartbeat(List<Report> told, Duration lease) {
  public Heartbeat {
    told = List.copyOf(told);
  }
}
