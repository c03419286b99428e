package io.streamgate.limiter;

import java.time.Instant;

/** Where the limiter gets the time and randomness from. Thread-safe. */
public interface World {

  /** The time, to the millisecond. Never runs backwards within a process. */
  Instant now();

  /** A monotonic clock in nanoseconds, to measure durations. */
  long nanoTime();

  /** {@code count} cryptographically secure random bytes. */
  byte[] randomBytes(int count);
}
