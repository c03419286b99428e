package io.streamgate.store.sqlite;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.sqlite.journal.Journal.Change;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Writes that wait for their commit, in the order of their decisions. Bounded by its places: a call
 * takes a place before it decides, so a decided write never finds the queue full.
 *
 * <p>A queue that is shut accepts nothing more. Every write it accepted is returned by {@link
 * #drain}, so no caller waits forever.
 */
final class WriteQueue {

  /** Whether a write gives back a place when it is done. */
  enum Place {
    TAKEN,
    /** For upkeep's own writes, which bound themselves. */
    NONE
  }

  /** What a call writes. A quarter of the places is reserved for {@link #OTHER}. */
  enum WriteKind {
    START,
    /** A revival, an amendment or an end: it keeps or frees a slot. */
    OTHER
  }

  sealed interface Work permits Write, Scrub, UpkeepPass {}

  /**
   * Empties the log, so that what was deleted is in no file; says whether it is empty. Fails only
   * with a {@code StoreUnavailable}.
   */
  record Scrub(CompletableFuture<Boolean> done) implements Work {}

  /** Changes for one commit, decided at {@code now}; fails only with a {@code StoreUnavailable}. */
  record Write(List<Change> changes, Instant now, Place place, CompletableFuture<Void> committed)
      implements Work {}

  private final int size;
  private final Semaphore places;

  /** Guarded by {@code this}. */
  private final ArrayDeque<Work> work = new ArrayDeque<>();

  /** Why the queue is shut; null while it is open. Written under {@code this}. */
  private volatile @Nullable String shutBecause;

  /** Why the queue was last paused. Written under {@code this}. */
  private volatile String pausedBecause = "writes are paused";

  /** Guarded by {@code this}. */
  private boolean paused;

  WriteQueue(int size) {
    this.size = size;
    this.places = new Semaphore(size);
  }

  /** Takes a place, unless none is left for this kind of write. */
  boolean takePlace(WriteKind kind) {
    return switch (kind) {
      case START -> places.availablePermits() > size / 4 && places.tryAcquire();
      case OTHER -> places.tryAcquire();
    };
  }

  void giveBackPlace() {
    places.release();
  }

  void giveBackPlaceOf(Write write) {
    if (write.place() == Place.TAKEN) {
      giveBackPlace();
    }
  }

  int waiting() {
    return size - places.availablePermits();
  }

  boolean isShut() {
    return shutBecause != null;
  }

  /** Why the queue rejected a write. */
  String rejectedBecause() {
    var shut = shutBecause;
    return shut == null ? pausedBecause : shut;
  }

  /** Pauses writes until {@link #resume}. Reads and heartbeats continue. */
  synchronized void pause(String because) {
    pausedBecause = because;
    paused = true;
  }

  synchronized void resume() {
    paused = false;
  }

  /** Appends {@code added}; returns false if the queue is shut or paused. */
  synchronized boolean offer(Work added) {
    if (isShut() || paused) {
      return false;
    }
    work.add(added);
    notifyAll();
    return true;
  }

  /** Accepts nothing more. Keeps what is queued, and the first reason given. */
  synchronized void shut(String because) {
    if (!isShut()) {
      shutBecause = because;
    }
    notifyAll();
  }

  /** Blocks until there is work, or the queue is shut. */
  synchronized void await() throws InterruptedException {
    while (work.isEmpty() && !isShut()) {
      wait();
    }
  }

  /** Removes and returns the oldest work, at most {@code atMost}; empty if there is none. */
  synchronized List<Work> drain(int atMost) {
    var drained = new ArrayList<Work>(Math.min(atMost, work.size()));
    while (drained.size() < atMost && !work.isEmpty()) {
      drained.add(work.remove());
    }
    return drained;
  }

  /** The work of one commit. */
  record Batch(List<Work> work) {

    Batch {
      work = List.copyOf(work);
    }

    /** The changes of all writes, in their order, and then what {@code bound} deletes. */
    List<Change> changes(HistoryBound bound) {
      var changes = new ArrayList<Change>();
      var remembered = new LinkedHashMap<ViewerId, Integer>();
      for (var each : work) {
        if (each instanceof Write write) {
          for (var change : write.changes()) {
            changes.add(change);
            if (change instanceof Change.Remember(var viewer, _)) {
              remembered.merge(viewer, 1, Integer::sum);
            }
          }
        }
      }
      changes.addAll(bound.trims(remembered));
      return changes;
    }

    /** The time of the latest decision, or {@code before} if that is later. */
    Instant latest(Instant before) {
      var latest = before;
      for (var each : work) {
        if (each instanceof Write write && write.now().isAfter(latest)) {
          latest = write.now();
        }
      }
      return latest;
    }

    /** What waits until deleted rows have left the log as well. */
    List<Scrub> scrubs() {
      return work.stream().filter(Scrub.class::isInstance).map(Scrub.class::cast).toList();
    }
  }
}
