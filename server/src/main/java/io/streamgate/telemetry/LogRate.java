package io.streamgate.telemetry;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Limits the lines per second and counts the others: a store that is down all night fails every
 * request, a player in a loop is refused a thousand times a second, and the log may be on the full
 * disk. Thread-safe.
 */
final class LogRate {

  private final int maxPerSecond;
  private long secondStart; // all below are guarded by this
  private int lines;
  private int leftOut;

  LogRate(int maxPerSecond, long nanoTime) {
    this.maxPerSecond = maxPerSecond;
    this.secondStart = nanoTime;
  }

  /** The number of lines left out since the last one; empty if this line is left out as well. */
  synchronized OptionalInt take(long nanoTime) {
    if (nanoTime - secondStart >= TimeUnit.SECONDS.toNanos(1)) {
      secondStart = nanoTime;
      lines = 0;
    }
    if (lines == maxPerSecond) {
      leftOut++;
      return OptionalInt.empty();
    }
    lines++;
    var before = leftOut;
    leftOut = 0;
    return OptionalInt.of(before);
  }
}
