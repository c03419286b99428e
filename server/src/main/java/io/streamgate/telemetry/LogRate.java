package io.streamgate.telemetry;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many lines a second into the log and counts the others: a store that fails for a night
 * fails for everybody, and the log may be on the disk that is full. Safe for use by threads.
 */
final class LogRate {

  private final int atMost;

  /** The rest are guarded by this. */
  private long secondBegan;

  private int lines;
  private int leftOut;

  LogRate(int atMost, long nanoTime) {
    this.atMost = atMost;
    this.secondBegan = nanoTime;
  }

  /** How many lines were left out since the last one; empty if this one is to be left out, too. */
  synchronized OptionalInt take(long nanoTime) {
    if (nanoTime - secondBegan >= TimeUnit.SECONDS.toNanos(1)) {
      secondBegan = nanoTime;
      lines = 0;
    }
    if (lines == atMost) {
      leftOut++;
      return OptionalInt.empty();
    }
    lines++;
    var before = leftOut;
    leftOut = 0;
    return OptionalInt.of(before);
  }
}
