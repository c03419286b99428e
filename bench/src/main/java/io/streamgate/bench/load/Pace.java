package io.streamgate.bench.load;

import java.time.Duration;

/** How fast to ask. */
public sealed interface Pace {

  /** Each connection asks again as soon as it was answered: what the server can do at most. */
  record Saturating(Duration time) implements Pace {}

  /**
   * So many requests a second, evenly, whether or not the last were answered. Latency is counted
   * from when a request was due: a server that stalls is charged for those that had to wait.
   */
  record Steady(double perSecond, Duration time) implements Pace {}

  /** As fast as it goes, until so many were asked. */
  record Counted(long requests) implements Pace {}
}
