package io.streamgate.simulation.ledger;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts what happened, by kind and name. */
public final class Tally {

  private static final int INVARIANTS = 10;

  private final Map<String, long[]> counts = new TreeMap<>();
  private final long[] checks = new long[INVARIANTS + 1];

  /** Counts one more of {@code name}, whose first word says which list it belongs to. */
  public void count(String name) {
    counts.computeIfAbsent(name, _ -> new long[1])[0]++;
  }

  /** Counts a check of the design's invariant of that number. */
  void checked(int invariant) {
    checks[invariant]++;
  }

  /** How often the invariant of that number was checked. */
  public long checksOf(int invariant) {
    return checks[invariant];
  }

  /** How often {@code name} was counted. */
  public long of(String name) {
    return counts.getOrDefault(name, new long[1])[0];
  }

  /** A line for each name, sorted, and one for each invariant. */
  public String lines() {
    var text = new StringBuilder();
    counts.forEach((name, count) -> text.append(line(name, count[0])));
    for (var invariant = 1; invariant <= INVARIANTS; invariant++) {
      text.append(
          line(
              "checks of invariant " + (invariant < 10 ? "0" : "") + invariant, checks[invariant]));
    }
    return text.toString();
  }

  private static String line(String name, long count) {
    return String.format(Locale.ROOT, "%-40s %,12d\n", name, count);
  }
}
