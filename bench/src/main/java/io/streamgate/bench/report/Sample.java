package io.streamgate.bench.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** One figure from several rounds, at least one, sorted in ascending order. */
public final class Sample {

  private final double[] sorted;

  private Sample(double[] sorted) {
    this.sorted = sorted;
  }

  /** Creates a sample of values in any order. */
  public static Sample of(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a sample needs at least one value");
    }
    var sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return new Sample(sorted);
  }

  /** Returns the median. With an even number of values, the mean of the two middle ones. */
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

  /** Formats median and range, with the given format per number: {@code 0.81 (0.79-0.83)}. */
  public String told(String format) {
    var text = format + " (" + format + "-" + format + ")";
    return String.format(Locale.ROOT, text, median(), least(), most());
  }
}
