package io.streamgate.limiter;

import java.time.Instant;
import java.time.InstantSource;

/** Where the limiter gets the time and randomness from. Thread-safe. */
public interface World {

  /**
   * The time, to the millisecond. With a store of its own, a node's time never runs backwards; with
   * a shared one it does when the node's clock is set.
   */
  Instant now();

  /** This world with the time of {@code clock}, if its own clock can be wrong. */
  default World correctedBy(InstantSource clock) {
    return this;
  }

  /** A monotonic clock in nanoseconds, to measure durations. */
  long nanoTime();

  /** {@code count} cryptographically secure random bytes. */
  byte[] randomBytes(int count);
}
