package io.streamgate.bench.load;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What a run has measured.
 *
 * @param answers how many there were
 * @param time in which they came
 * @param nanos the latency of each
 */
public record Tally(long answers, Duration time, Histogram nanos) {

  /** Answers in a second. */
  public double perSecond() {
    return answers / (time.toNanos() / 1e9);
  }

  /** The latency, in milliseconds, that so many percent of the answers did not exceed. */
  public double millis(double percent) {
    return nanos.getValueAtPercentile(percent) / 1e6;
  }
}
