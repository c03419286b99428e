package io.streamgate.limiter;

import java.time.Instant;

/** What the limiter takes from outside: time and chance. Called from any thread. */
public interface World {

  /** The time, to the millisecond. Never runs backwards within a process. */
  Instant now();

  /** A number that grows by one each nanosecond, to measure with. */
  long nanoTime();

  /** So many bytes that nobody can guess. */
  byte[] randomBytes(int count);
}
