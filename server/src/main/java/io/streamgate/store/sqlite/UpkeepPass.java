package io.streamgate.store.sqlite;

import io.streamgate.lease.Rules.Limit;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.sqlite.WriteQueue.Place;
import io.streamgate.store.sqlite.WriteQueue.Write;
import io.streamgate.store.sqlite.journal.Journal.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * One pass of upkeep, on the writer's thread, in steps of at most {@value #MAX_ROWS} rows. After
 * each step it queues itself behind what the step wrote: so players' changes get their turn between
 * two steps, and a step's rows are committed before the next one looks.
 */
final class UpkeepPass implements WriteQueue.Work {

  static final int MAX_ROWS = 1_024;

  /** A viewer's members may all go to history at once, at a row in each table. */
  private static final int MAX_ROWS_OF_A_VIEWER = 2 * Limit.ENGINEERING_BOUND;

  /** Looking at a viewer who has sent heartbeats writes nothing, but takes time. */
  private static final int MAX_VIEWERS = 8_192;

  /** Far more than can end between two passes. */
  private static final int MAX_STEPS_OF_FORGETTING = 512;

  private final Instant now;
  private final Duration retention;
  private final CompletableFuture<Integer> done = new CompletableFuture<>();
  private Deque<Deque<ViewerId>> due = new ArrayDeque<>();
  private PassPhase phase = PassPhase.NEW;
  private int stepsOfForgetting;
  private int ended;

  private enum PassPhase {
    NEW,
    TIME,
    HISTORY
  }

  UpkeepPass(Instant now, Duration retention) {
    this.now = now;
    this.retention = retention;
  }

  /** Completes when all that was due is committed, with the number of members that had ended. */
  CompletableFuture<Integer> done() {
    return done;
  }

  /**
   * Does the next step.
   *
   * @param forgotten how many streams have left history since the step before
   */
  void advance(Generation generation, int forgotten) {
    var goesOn =
        switch (phase) {
          case NEW -> {
            due = generation.buckets().takeDue(now);
            phase = PassPhase.TIME;
            yield recordTime(generation);
          }
          case TIME -> recordTime(generation);
          case HISTORY -> forgotten == MAX_ROWS && forget(generation);
        };
    if (!goesOn) {
      done.complete(ended);
    } else if (!generation.queue().offer(this)) {
      fail(StoreUnavailable.rejected(generation.queue().refusesBecause()));
    }
  }

  void fail(StoreUnavailable failure) {
    done.completeExceptionally(failure);
  }

  private boolean recordTime(Generation generation) {
    var tally = new Counts();
    for (var seen = 0; seen < MAX_VIEWERS && !due.isEmpty(); seen++) {
      if (tally.rows > MAX_ROWS - MAX_ROWS_OF_A_VIEWER) {
        break;
      }
      generation.recordTime(due.element().remove(), now, tally);
      if (due.element().isEmpty()) {
        due.remove();
      }
    }
    ended += tally.ended;
    if (due.isEmpty() && tally.rows == 0) {
      phase = PassPhase.HISTORY;
      return forget(generation);
    }
    return true;
  }

  private boolean forget(Generation generation) {
    if (stepsOfForgetting++ == MAX_STEPS_OF_FORGETTING) {
      return false;
    }
    var forget = new Change.Forget(now.minus(retention), MAX_ROWS);
    return generation
        .queue()
        .offer(new Write(List.of(forget), now, Place.NONE, new CompletableFuture<>()));
  }

  /** What a step has done. */
  static final class Counts {
    private int rows;
    private int ended;

    void add(int moreRows, int moreEnded) {
      rows += moreRows;
      ended += moreEnded;
    }
  }

  /**
   * Which viewers time will change, by the second in which it will: so that upkeep looks at those
   * only. A heartbeat does not move its viewer; whoever takes a viewer out too early puts it back.
   *
   * <p>Safe for use by several threads.
   */
  static final class ExpiryBuckets {

    private static final long WIDTH_MS = 1_000;

    /** Guarded by itself. */
    private final TreeMap<Long, Deque<ViewerId>> buckets = new TreeMap<>();

    /** The bucket of a time. */
    static long of(long epochMs) {
      return Math.floorDiv(epochMs, WIDTH_MS);
    }

    void add(ViewerId viewer, long dueMs) {
      synchronized (buckets) {
        buckets.computeIfAbsent(of(dueMs), _ -> new ArrayDeque<>()).add(viewer);
      }
    }

    /** Takes out every viewer that is due by {@code now}, and some that are due in its second. */
    Deque<Deque<ViewerId>> takeDue(Instant now) {
      synchronized (buckets) {
        var due = buckets.headMap(of(now.toEpochMilli()), true);
        var taken = new ArrayDeque<Deque<ViewerId>>(due.values());
        due.clear();
        return taken;
      }
    }
  }
}
