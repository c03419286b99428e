package io.streamgate.store.sqlite;

import io.streamgate.store.sqlite.journal.Journal.Change;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits for its commit, in the order in which it was decided. Its bound is the number of
 * places: a call takes one before it decides, so that what was decided never finds the queue full.
 *
 * <p>Once shut it takes nothing more, which is decided under its own lock: whatever {@link #offer}
 * took is either taken out by the writer or returned by {@link #drain}, and nobody waits for ever.
 */
final class WriteQueue {

  /** Whether a write's place is given back when it is done. */
  enum Place {
    TAKEN,
    /** Upkeep's own writes, which bound themselves. */
    NONE
  }

  /** What a call asks for. A quarter of the places is kept for what frees or keeps a slot. */
  enum WriteKind {
    START,
    /** A revival, an amendment or an end. */
    OTHER
  }

  /** One thing to do. */
  sealed interface Work permits Write, UpkeepPass {}

  /**
   * Changes that belong in one commit.
   *
   * @param now when they were decided
   * @param committed completes after the commit; fails with a {@code StoreUnavailable} only
   */
  record Write(List<Change> changes, Instant now, Place place, CompletableFuture<Void> committed)
      implements Work {}

  private final int size;
  private final Semaphore places;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();

  /** Guarded by {@code lock}. */
  private final ArrayDeque<Work> work = new ArrayDeque<>();

  /** Why nothing more is taken; null while the queue is open. Written under {@code lock}. */
  private volatile @Nullable String shutBecause;

  /** Why nothing was taken at first; null where it was. Written under {@code lock}. */
  private volatile @Nullable String heldBecause;

  /** Guarded by {@code lock}. */
  private boolean held;

  WriteQueue(int size) {
    this.size = size;
    this.places = new Semaphore(size);
  }

  /** Takes a place for a call, if there is one for its kind. */
  boolean takePlace(WriteKind kind) {
    return switch (kind) {
      case START -> places.availablePermits() > size / 4 && places.tryAcquire();
      case OTHER -> places.tryAcquire();
    };
  }

  void giveBackPlace() {
    places.release();
  }

  /** Changes that were decided, or are being decided, and wait for their commit. */
  int waiting() {
    return size - places.availablePermits();
  }

  boolean isShut() {
    return shutBecause != null;
  }

  /** Why something was not taken. */
  String refusesBecause() {
    var shut = shutBecause;
    if (shut != null) {
      return shut;
    }
    var because = heldBecause;
    return because == null ? "changes were held back for a moment" : because;
  }

  /** Takes nothing until it is let go, but is not shut: what changes nothing goes on. */
  void hold(String because) {
    lock.lock();
    try {
      heldBecause = because;
      held = true;
    } finally {
      lock.unlock();
    }
  }

  void letGo() {
    lock.lock();
    try {
      held = false;
    } finally {
      lock.unlock();
    }
  }

  /** Takes {@code added}, unless the queue is shut or held. */
  boolean offer(Work added) {
    lock.lock();
    try {
      if (isShut() || held) {
        return false;
      }
      work.add(added);
      arrived.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more. What is in it stays; the first reason given stays, too. */
  void shut(String because) {
    lock.lock();
    try {
      if (!isShut()) {
        shutBecause = because;
      }
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something is there, or the queue is shut. */
  void await() throws InterruptedException {
    lock.lock();
    try {
      while (work.isEmpty() && !isShut()) {
        arrived.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes out the oldest, at most {@code atMost}; nothing where nothing is there. */
  List<Work> drain(int atMost) {
    lock.lock();
    try {
      var taken = new ArrayList<Work>(Math.min(atMost, work.size()));
      while (taken.size() < atMost && !work.isEmpty()) {
        taken.add(work.remove());
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }
}
