package io.streamgate.identity.jwt;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies signatures on a few threads, so that a flood of badly signed tokens leaves the other
 * cores to everything else. About 100 ms of work may wait, an eighth of it for one address; more is
 * turned away at once. Thread-safe.
 */
final class VerificationQueue {

  private static final long MOST_WAITING_NANOS = Duration.ofMillis(100).toNanos();

  /** Of ES256, the slowest common algorithm; measured ones take its place. */
  private static final long FIRST_ESTIMATE_NANOS = Duration.ofNanos(500_000).toNanos();

  private static final int SHARES = 8;
  private static final int MOST_WAITING = 10_000;

  /** Each new duration counts as one in this many. */
  private static final int WEIGHT = 16;

  private final Executor threads;
  private final int mostRunning;
  private final LongSupplier nanoTime;

  // all below are guarded by this
  private final Queue<Task> waiting = new ArrayDeque<>();
  private final Map<String, Integer> waitingByAddress = new HashMap<>();
  private int running;
  private long nanosEach = FIRST_ESTIMATE_NANOS;

  /** Runs at most {@code mostRunning} tasks at the same time on {@code threads}. */
  VerificationQueue(Executor threads, int mostRunning, LongSupplier nanoTime) {
    this.threads = threads;
    this.mostRunning = mostRunning;
    this.nanoTime = nanoTime;
  }

  private record Task(String address, Runnable work) {}

  /** Runs {@code work} soon; false if too much waits already. */
  synchronized boolean offer(String address, Runnable work) {
    var task = new Task(address, work);
    if (running < mostRunning) {
      return start(task);
    }
    var capacity = capacity();
    var share = Math.max(1, capacity / SHARES);
    if (waiting.size() >= capacity || waitingByAddress.getOrDefault(address, 0) >= share) {
      return false;
    }
    waiting.add(task);
    waitingByAddress.merge(address, 1, Integer::sum);
    return true;
  }

  /** Tasks under way. */
  synchronized int running() {
    return running;
  }

  /** Tasks that wait for a thread. */
  synchronized int waiting() {
    return waiting.size();
  }

  private int capacity() {
    var tasks = mostRunning * MOST_WAITING_NANOS / nanosEach;
    return Math.clamp(tasks, SHARES, MOST_WAITING);
  }

  private boolean start(Task first) {
    try {
      running++;
      threads.execute(() -> runAll(first));
      return true;
    } catch (RejectedExecutionException stopping) {
      running--;
      return false;
    }
  }

  private void runAll(Task first) {
    for (var task = first; task != null; ) {
      task = run(task);
    }
  }

  /** Returns the next task. After an error, which ends the thread, another one continues. */
  private @Nullable Task run(Task task) {
    var start = nanoTime.getAsLong();
    var isDone = false;
    Task next = null;
    try {
      task.work().run();
      isDone = true;
    } finally {
      next = nextAfter(nanoTime.getAsLong() - start);
      if (!isDone && next != null) {
        restart(next);
      }
    }
    return next;
  }

  private synchronized void restart(Task next) {
    running--;
    var _ = start(next);
  }

  private synchronized @Nullable Task nextAfter(long nanos) {
    nanosEach = Math.max(1, nanosEach + (nanos - nanosEach) / WEIGHT);
    var next = waiting.poll();
    if (next == null) {
      running--;
    } else {
      waitingByAddress.computeIfPresent(
          next.address(), (_, count) -> count == 1 ? null : count - 1);
    }
    return next;
  }
}
