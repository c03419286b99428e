package io.streamgate.limiter;

import java.time.Instant;

/** The time and randomness of the limiter. Called from any thread. */
public interface World {

  /** The time, to the millisecond. Never runs backwards within a process. */
  Instant now();

  /** A monotonic clock in nanoseconds, to measure durations. */
  long nanoTime();

  /** {@code count} bytes from a secure source. */
  byte[] randomBytes(int count);
}
