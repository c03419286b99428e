package io.streamgate.simulation.nodes.world;

import java.util.Random;

/**
 * What becomes of a message, by chance: most arrive within milliseconds, some are late, some are
 * lost, some arrive twice, the second time later.
 *
 * @param perThousand how many of a thousand messages each fault strikes
 */
public record Weather(int perThousand) {

  private static final int FAST_MS = 12;
  private static final int LATE_MS = 5_000;

  /**
   * A message's fate.
   *
   * @param isLost whether it never arrives
   * @param delayMs how long it is under way
   * @param againMs how long its copy is under way; below 0 where there is none
   */
  public record Fate(boolean isLost, long delayMs, long againMs) {

    /** Whether it fares otherwise than it should. */
    public boolean isFault() {
      return isLost || againMs >= 0 || delayMs >= FAST_MS;
    }
  }

  /** The next message's fate; faults are counted as {@code of} that kind of message. */
  public Fate next(Random random, Tally tally, String of) {
    var isLost = strikes(random);
    var isLate = strikes(random);
    var isTwice = strikes(random);
    if (isLost) {
      tally.count("lost " + of);
      return new Fate(true, 0, -1);
    }
    if (isLate) {
      tally.count("late " + of);
    }
    if (isTwice) {
      tally.count("twice " + of);
    }
    // half of them take no time at all: what is due at the end of a lease arrives at it
    var fast = random.nextBoolean() ? 0 : random.nextInt(FAST_MS);
    return new Fate(
        false, isLate ? random.nextInt(LATE_MS) : fast, isTwice ? random.nextInt(LATE_MS) : -1);
  }

  private boolean strikes(Random random) {
    return random.nextInt(1_000) < perThousand;
  }
}
