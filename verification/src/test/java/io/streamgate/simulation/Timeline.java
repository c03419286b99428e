package io.streamgate.simulation;

import java.util.PriorityQueue;

/** Everything that is still to happen, in the order of its time and then of its being asked for. */
final class Timeline {

  private record Event(long atMs, long number, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return atMs == other.atMs
          ? Long.compare(number, other.number)
          : Long.compare(atMs, other.atMs);
    }
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long nowMs;
  private long number;

  /** Milliseconds since the simulation began; no clock of any machine shows them. */
  long nowMs() {
    return nowMs;
  }

  /** Has {@code what} happen so many milliseconds from now. */
  void after(long delayMs, Runnable what) {
    events.add(new Event(nowMs + delayMs, number++, what));
  }

  /** Lets happen what is due until {@code untilMs}, and comes to rest there. */
  void runUntil(long untilMs) {
    while (!events.isEmpty() && events.peek().atMs <= untilMs) {
      var next = events.remove();
      nowMs = next.atMs;
      next.what.run();
    }
    nowMs = untilMs;
  }
}
