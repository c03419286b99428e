package io.streamgate.simulation.nodes.world;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often what happened. Not for more than one thread. */
public final class Tally {

  private final SortedMap<String, Long> counts = new TreeMap<>();

  /** Counts one more. */
  public void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  /** Adds what another has counted. */
  public void add(Tally other) {
    other.counts.forEach((what, times) -> counts.merge(what, times, Long::sum));
  }

  /** How often that was counted. */
  public long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  /** All that was counted, by name. */
  public SortedMap<String, Long> all() {
    return Collections.unmodifiableSortedMap(counts);
  }
}
