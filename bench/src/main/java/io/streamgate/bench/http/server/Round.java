package io.streamgate.bench.http.server;

import io.streamgate.bench.load.Driver;
import io.streamgate.bench.load.Pace;
import io.streamgate.bench.load.Tally;
import java.time.Duration;

/**
 * One server under one load for a few seconds.
 *
 * @param processorTime the processor time the server used
 */
public record Round(Tally tally, Duration processorTime) {

  /** Runs {@code driver} at {@code pace} against {@code server}. */
  public static Round of(Served server, Driver driver, Pace pace) {
    var before = server.processorTime();
    var tally = driver.run(pace);
    return new Round(tally, server.processorTime().minus(before));
  }

  /** Responses per second. */
  public double perSecond() {
    return tally.perSecond();
  }

  /** Responses per second of the server's processor time. The client's share does not count. */
  public double perProcessorSecond() {
    return tally.answers() / (processorTime.toNanos() / 1e9);
  }

  /** How many cores the server used: 1 is one full core. */
  public double coresUsed() {
    return (double) processorTime.toNanos() / tally.time().toNanos();
  }
}
