package io.streamgate.bench.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** The same figure of several rounds, at least one, in ascending order. */
public final class Sample {

  private final double[] sorted;

  private Sample(double[] sorted) {
    this.sorted = sorted;
  }

  /** Of these, in any order. */
  public static Sample of(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a sample of nothing");
    }
    var sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return new Sample(sorted);
  }

  /** The middle one; of two middle ones the mean. */
  public double median() {
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  public double least() {
    return sorted[0];
  }

  public double most() {
    return sorted[sorted.length - 1];
  }

  /** Median and range, in that format of one number: {@code 0.81 (0.79-0.83)}. */
  public String told(String format) {
    var text = format + " (" + format + "-" + format + ")";
    return String.format(Locale.ROOT, text, median(), least(), most());
  }
}
