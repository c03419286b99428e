package io.streamgate.simulation.world;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts events by name. Not thread-safe. */
public final class Counters {

  private final SortedMap<String, Long> counts = new TreeMap<>();

  /** Counts one more. */
  public void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  /** Adds the counts of {@code other}. */
  public void add(Counters other) {
    other.counts.forEach((what, times) -> counts.merge(what, times, Long::sum));
  }

  /** That counter's value. */
  public long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  /** All counts, by name. */
  public SortedMap<String, Long> all() {
    return Collections.unmodifiableSortedMap(counts);
  }
}
