package io.streamgate.simulation.world;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Simulated time: a queue of events that one thread runs, in one order. */
public final class Timeline {

  private record Due(long atMs, long order, Runnable task) {}

  private static final Comparator<Due> FIRST =
      Comparator.comparingLong(Due::atMs).thenComparingLong(Due::order);

  private final PriorityQueue<Due> due = new PriorityQueue<>(FIRST);
  private long nowMs;
  private long order;

  /** A timeline that begins at {@code start}. */
  public Timeline(Instant start) {
    this.nowMs = start.toEpochMilli();
  }

  /** True time, in milliseconds since the epoch. */
  public long nowMs() {
    return nowMs;
  }

  /** Runs {@code task} in {@code ms}; tasks of the same time run in the order they were added. */
  public void in(long ms, Runnable task) {
    due.add(new Due(nowMs + Math.max(0, ms), order++, task));
  }

  /** Advances time to {@code endMs}. */
  public void runUntil(long endMs) {
    while (!due.isEmpty() && due.peek().atMs() <= endMs) {
      var next = due.remove();
      nowMs = next.atMs();
      next.task().run();
    }
    nowMs = endMs;
  }
}
