package io.streamgate.bench.load;

import java.time.Duration;

/** How fast to send requests. */
public sealed interface Pace {

  /** Each connection sends its next request right after a response. Measures maximum throughput. */
  record Saturating(Duration time) implements Pace {}

  /**
   * Sends {@code perSecond} requests a second, evenly spaced, whether or not earlier ones have a
   * response. Latency counts from when a request was due, so a stalled server is charged for the
   * requests that had to wait.
   */
  record Steady(double perSecond, Duration time) implements Pace {}

  /** Sends {@code requests} requests as fast as possible. */
  record Counted(long requests) implements Pace {}
}
