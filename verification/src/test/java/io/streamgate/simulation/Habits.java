package io.streamgate.simulation;

import io.streamgate.lease.stream.Playback.Report;
import java.util.List;
import java.util.SplittableRandom;

/** When a player comes, how long it stays, and what it tells meanwhile. */
final class Habits {

  private static final long HOUR = 60 * 60 * 1_000;
  private static final long DAY = 24 * HOUR;

  /** A day begins with the hours in which all players come. */
  private static final long EVENING = 4 * HOUR;

  private final SplittableRandom chance;

  Habits(SplittableRandom chance) {
    this.chance = chance;
  }

  /** How long a player that leaves stays away: often for less than an hour, or for the night. */
  long untilNextMs(long nowMs) {
    var delayMs = chance.nextLong(chance.nextInt(3) == 0 ? 6 * HOUR : HOUR);
    var timeOfDayMs = (nowMs + delayMs) % DAY;
    return timeOfDayMs < EVENING ? delayMs : delayMs + DAY - timeOfDayMs + chance.nextLong(HOUR);
  }

  /** How many heartbeats a player stays for. */
  int heartbeats() {
    return 1 + chance.nextInt(chance.nextInt(4) == 0 ? 160 : 40);
  }

  /** What it tells of its playback: mostly nothing. */
  List<Report> news() {
    return switch (chance.nextInt(20)) {
      case 0 -> List.of(new Report.Pauses());
      case 1, 2 -> List.of(new Report.Plays());
      default -> List.of();
    };
  }
}
