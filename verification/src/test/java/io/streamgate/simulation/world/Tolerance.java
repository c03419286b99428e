package io.streamgate.simulation.world;

/**
 * How far times can be apart in a world.
 *
 * @param clocksApartMs the largest difference between the times that two nodes judge by
 * @param longestCallMs the longest a call can take, with its retries and late messages
 */
public record Tolerance(long clocksApartMs, long longestCallMs) {

  /** A node judges by its own clock if that seems to be 5.5 s off at most. */
  private static final long MOST_APART_MS = 13_000;

  private static final long RETRIES_MS = 25_000;

  /** The tolerance of a world with these faults. */
  public static Tolerance of(FaultRanges ranges) {
    return new Tolerance(
        Math.clamp(2 * ranges.clockStepMs(), 8_000, MOST_APART_MS), RETRIES_MS + ranges.latestMs());
  }

  /** Older than any decision that is still being written. */
  public long longAgoMs() {
    return clocksApartMs + longestCallMs;
  }
}
