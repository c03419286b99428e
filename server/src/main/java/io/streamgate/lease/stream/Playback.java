package io.streamgate.lease.stream;

import java.time.Instant;
import java.util.List;

/** The playback of a stream, as its player last reported it. */
public sealed interface Playback {

  /** The playback of a new stream. */
  static Playback fromStart() {
    return new Playing(0);
  }

  /** The last reported position in milliseconds, or 0. */
  long positionMs();

  record Playing(long positionMs) implements Playback {}

  /** Paused. {@code since} is the first report of the pause, by the server's clock. */
  record Paused(Instant since, long positionMs) implements Playback {}

  /** One report of a player on its playback. */
  sealed interface Report {
    record Plays() implements Report {}

    /** A pause. A repeated report does not restart the pause. */
    record Pauses() implements Report {}

    /** A position, 0 or more. */
    record IsAt(long positionMs) implements Report {}
  }

  /** This playback after {@code reports} at {@code now}. */
  default Playback after(List<Report> reports, Instant now) {
    var playback = this;
    for (var report : reports) {
      playback = playback.after(report, now);
    }
    return playback;
  }

  private Playback after(Report report, Instant now) {
    return switch (report) {
      case Report.Plays() -> new Playing(positionMs());
      case Report.Pauses() -> this instanceof Paused ? this : new Paused(now, positionMs());
      case Report.IsAt(var positionMs) -> at(positionMs);
    };
  }

  private Playback at(long positionMs) {
    return switch (this) {
      case Playing _ -> new Playing(positionMs);
      case Paused(var since, _) -> new Paused(since, positionMs);
    };
  }
}
