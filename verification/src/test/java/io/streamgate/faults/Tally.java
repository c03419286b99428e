package io.streamgate.faults;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts occurrences. Thread-safe. */
final class Tally<T> {

  private final ConcurrentMap<T, LongAdder> counts = new ConcurrentHashMap<>();

  void count(T thing) {
    counts.computeIfAbsent(thing, _ -> new LongAdder()).increment();
  }

  long of(T thing) {
    var count = counts.get(thing);
    return count == null ? 0 : count.sum();
  }
}
