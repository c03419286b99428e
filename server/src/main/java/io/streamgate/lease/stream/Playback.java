package io.streamgate.lease.stream;

import java.time.Instant;
import java.util.List;

/** What a player last told of its playback. */
public sealed interface Playback {

  /** Playing from the start, as every stream does until its player says otherwise. */
  static Playback fromStart() {
    return new Playing(0);
  }

  /** Where in its content the player said it was, in milliseconds; 0 before it said so. */
  long positionMs();

  /** The picture moves. */
  record Playing(long positionMs) implements Playback {}

  /**
   * The picture stands.
   *
   * @param since when the player first said so, by the server's clock
   */
  record Paused(Instant since, long positionMs) implements Playback {}

  /** One thing that a player tells of its playback. */
  sealed interface Report {
    /** It plays. */
    record Plays() implements Report {}

    /** It is paused. Telling so again does not restart the pause. */
    record Pauses() implements Report {}

    /**
     * Where it is.
     *
     * @param positionMs 0 or more
     */
    record IsAt(long positionMs) implements Report {}
  }

  /** This playback after the player told {@code news} at {@code now}. */
  default Playback after(List<Report> news, Instant now) {
    var playback = this;
    for (var told : news) {
      playback = playback.after(told, now);
    }
    return playback;
  }

  private Playback after(Report told, Instant now) {
    return switch (told) {
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
