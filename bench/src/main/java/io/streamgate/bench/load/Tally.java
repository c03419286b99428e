package io.streamgate.bench.load;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * The measurements of one run.
 *
 * @param answers the number of responses
 * @param time the time in which they arrived
 * @param nanos the latency of each response
 */
public record Tally(long answers, Duration time, Histogram nanos) {

  /** Responses per second. */
  public double perSecond() {
    return answers / (time.toNanos() / 1e9);
  }

  /** Returns the given percentile of the latency, in milliseconds. */
  public double millis(double percent) {
    return nanos.getValueAtPercentile(percent) / 1e6;
  }
}
