package io.streamgate.simulation.world;

import java.util.Random;

/**
 * Decides randomly what happens to a message: most arrive within milliseconds, some are late, some
 * are lost, and some arrive twice, the second time later.
 */
public record Network(FaultRanges ranges, Counters counters) {

  private static final int FAST_MS = 12;

  /**
   * A message's fate.
   *
   * @param isLost whether it never arrives
   * @param delayMs how long it takes
   * @param againMs how long its copy takes; below 0 if there is no copy
   */
  public record Fate(boolean isLost, long delayMs, long againMs) {

    /** Whether a fault struck the message. */
    public boolean isFault() {
      return isLost || againMs >= 0 || delayMs >= FAST_MS;
    }

    /** The same, but neither the message nor its copy takes longer than {@code longestMs}. */
    Fate within(long longestMs) {
      return new Fate(isLost, Math.min(delayMs, longestMs), Math.min(againMs, longestMs));
    }
  }

  /** The next message's fate; faults are counted as {@code of} that kind of message. */
  public Fate next(Random random, String of) {
    var isLost = strikes(random, ranges.lost());
    var isLate = strikes(random, ranges.late());
    var isTwice = strikes(random, ranges.twice());
    if (isLost) {
      counters.count("fault: lost " + of);
      return new Fate(true, 0, -1);
    }
    if (isLate) {
      counters.count("fault: late " + of);
    }
    if (isTwice) {
      counters.count("fault: twice " + of);
    }
    // half of the messages take no time, so that some arrive in the very millisecond a lease ends
    var fast = random.nextBoolean() ? 0 : random.nextInt(FAST_MS);
    return new Fate(false, isLate ? late(random) : fast, isTwice ? late(random) : -1);
  }

  private long late(Random random) {
    return random.nextLong(ranges.latestMs());
  }

  private static boolean strikes(Random random, int perThousand) {
    return random.nextInt(1_000) < perThousand;
  }
}
