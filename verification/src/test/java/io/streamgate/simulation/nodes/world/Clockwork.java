package io.streamgate.simulation.nodes.world;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Time that passes as fast as there is something to do. One thread does all of it, in one order.
 */
public final class Clockwork {

  private record Due(long atMs, long order, Runnable task) {}

  private static final Comparator<Due> FIRST =
      Comparator.comparingLong(Due::atMs).thenComparingLong(Due::order);

  private final PriorityQueue<Due> due = new PriorityQueue<>(FIRST);
  private long nowMs;
  private long order;

  /** One that begins at {@code start}. */
  public Clockwork(Instant start) {
    this.nowMs = start.toEpochMilli();
  }

  /** True time, in milliseconds since the epoch. */
  public long nowMs() {
    return nowMs;
  }

  /**
   * Runs {@code task} so many milliseconds from now; of those due at once, the first asked first.
   */
  public void in(long ms, Runnable task) {
    due.add(new Due(nowMs + Math.max(0, ms), order++, task));
  }

  /** Lets time pass until then, or until nothing is left to do. */
  public void runUntil(long endMs) {
    while (!due.isEmpty() && due.peek().atMs() <= endMs) {
      var next = due.remove();
      nowMs = next.atMs();
      next.task().run();
    }
    nowMs = endMs;
  }
}
