package io.streamgate.store.sqlite;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.store.LeaseStore.LapseObserver;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.sqlite.WriteQueue.Place;
import io.streamgate.store.sqlite.WriteQueue.Write;
import io.streamgate.store.sqlite.journal.Journal.Change;
import io.streamgate.store.sqlite.journal.Kept;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * One pass of upkeep, on the writer's thread, in steps of at most {@value #MAX_ROWS} rows, or of
 * one viewer if it has more: all members of a viewer may move to history at once. After each step
 * the pass queues itself behind the step's writes, so that players' changes run in between, and a
 * step is committed before the next one starts.
 */
final class UpkeepPass implements WriteQueue.Work {

  static final int MAX_ROWS = 1_024;

  /** Checking a viewer that has sent heartbeats writes nothing, but takes time. */
  private static final int MAX_VIEWERS = 8_192;

  /** Far more than can end between two passes. */
  private static final int MAX_FORGET_STEPS = 512;

  private final Instant now;
  private final Kept kept;
  private final LapseObserver observer;
  private final CompletableFuture<Integer> done = new CompletableFuture<>();
  private Deque<Deque<ViewerId>> due = new ArrayDeque<>();
  private PassPhase phase = PassPhase.NEW;
  private int forgetSteps;
  private final List<Expired> ended = new ArrayList<>();

  private enum PassPhase {
    NEW,
    TIME,
    HISTORY
  }

  /** A pass of whose expired members nobody is told. */
  UpkeepPass(Instant now, Kept kept) {
    this(now, kept, (_, _) -> {});
  }

  /** A pass that deletes history that is kept no longer. */
  UpkeepPass(Instant now, Kept kept, LapseObserver observer) {
    this.now = now;
    this.kept = kept;
    this.observer = observer;
  }

  /** Completes with the number of members that expired, once everything due is committed. */
  CompletableFuture<Integer> done() {
    return done;
  }

  /** Runs the next step; {@code forgotten} streams have left history since the previous one. */
  void advance(Generation generation, int forgotten) {
    var continues =
        switch (phase) {
          case NEW -> {
            due = generation.buckets.takeDue(now);
            generation.erased.forgetAt(now);
            phase = PassPhase.TIME;
            yield recordTime(generation);
          }
          case TIME -> recordTime(generation);
          case HISTORY -> forgotten == MAX_ROWS && forget(generation);
        };
    if (!continues) {
      tell();
      done.complete(ended.size());
    } else if (!generation.queue.offer(this)) {
      fail(StoreUnavailable.rejected(generation.queue.rejectedBecause()));
    }
  }

  void fail(StoreUnavailable failure) {
    tell();
    done.completeExceptionally(failure);
  }

  /** Also after a failure: what earlier steps have recorded is on disk. */
  private void tell() {
    ended.forEach(each -> observer.lapsed(each.viewer, each.stream));
  }

  private boolean recordTime(Generation generation) {
    var counts = new Counts();
    for (var seen = 0; seen < MAX_VIEWERS && !due.isEmpty(); seen++) {
      var viewer = due.element().element();
      var rows = generation.rowsOf(viewer);
      if (counts.rows > 0 && counts.rows + rows > MAX_ROWS) {
        break;
      }
      due.element().remove();
      generation.recordTime(viewer, now, counts);
      if (due.element().isEmpty()) {
        due.remove();
      }
    }
    ended.addAll(counts.ended);
    if (due.isEmpty() && counts.rows == 0) {
      phase = PassPhase.HISTORY;
      return forget(generation);
    }
    return true;
  }

  private boolean forget(Generation generation) {
    if (forgetSteps++ == MAX_FORGET_STEPS || now.isBefore(kept.heldUntil())) {
      return false;
    }
    var forget =
        List.<Change>of(
            new Change.Forget(now.minus(kept.time()), MAX_ROWS),
            new Change.ForgetActs(
                now.minus(kept.audit()), now.minus(Ended.KEY_REMEMBERED_FOR), MAX_ROWS));
    return generation.queue.offer(new Write(forget, now, Place.NONE, new CompletableFuture<>()));
  }

  private record Expired(ViewerId viewer, Ended stream) {}

  static final class Counts {
    private int rows;
    private final List<Expired> ended = new ArrayList<>();

    void add(int moreRows, ViewerId viewer, List<Ended> moreEnded) {
      rows += moreRows;
      moreEnded.forEach(stream -> ended.add(new Expired(viewer, stream)));
    }
  }

  /**
   * Viewers by the second of their next expiry, so that upkeep checks only those that are due. A
   * heartbeat does not move its viewer: a viewer that is taken out too early is put back. Any
   * thread may call.
   */
  static final class ExpiryBuckets {

    private static final long WIDTH_MS = 1_000;

    /** Guarded by itself. */
    private final TreeMap<Long, Deque<ViewerId>> buckets = new TreeMap<>();

    static long of(long epochMs) {
      return Math.floorDiv(epochMs, WIDTH_MS);
    }

    void add(ViewerId viewer, long dueMs) {
      synchronized (buckets) {
        buckets.computeIfAbsent(of(dueMs), _ -> new ArrayDeque<>()).add(viewer);
      }
    }

    /** Removes and returns the viewers that are due by the end of the second of {@code now}. */
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
