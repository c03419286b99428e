package io.streamgate.store.sqlite;

import io.streamgate.store.sqlite.journal.Journal;
import io.streamgate.store.sqlite.journal.Kept;
import io.streamgate.store.sqlite.journal.Retention;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A journal on a real disk whose commits a test can delay and fail. The real journal does all the
 * work; this one only wraps it.
 */
final class ScriptedJournal implements Journal {

  /** The outcome of a commit. */
  enum Fate {
    HAPPENS,
    /** Nothing is written. */
    FAILS_BEFORE,
    /** Everything is written, but the commit fails. */
    FAILS_AFTER
  }

  private static final int OPEN = 1_000_000;

  private final Journal disk;
  private final Semaphore gate = new Semaphore(OPEN);
  private final Semaphore begun = new Semaphore(0);
  private final List<List<Change>> commits = new ArrayList<>();
  private final AtomicInteger failingLoads = new AtomicInteger();
  private final AtomicInteger failingTries = new AtomicInteger();
  private final Semaphore failedTries = new Semaphore(0);
  private final Semaphore loads = new Semaphore(0);
  private final Semaphore failedLoads = new Semaphore(0);
  private volatile Fate next = Fate.HAPPENS;
  private volatile Runnable duringNextLoad = () -> {};

  ScriptedJournal(Journal disk) {
    this.disk = disk;
  }

  /** Blocks commits that begin from now on. */
  void hold() {
    gate.drainPermits();
    begun.drainPermits();
    loads.drainPermits();
  }

  /** Unblocks commits. */
  void letGo() {
    gate.release(OPEN);
  }

  /** Waits until a commit has begun since {@link #hold}. */
  void awaitBegun() {
    await(begun);
  }

  private static void await(Semaphore event) {
    try {
      if (!event.tryAcquire(20, TimeUnit.SECONDS)) {
        throw new AssertionError("the writer did not come to it");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Sets the outcome of the next commit. */
  void next(Fate fate) {
    next = fate;
  }

  /** Fails the next {@code times} reads of the disk. */
  void failLoads(int times) {
    failingLoads.set(times);
  }

  /** Fails the next {@code times} trial writes. */
  void failTries(int times) {
    failingTries.set(times);
  }

  /** Runs {@code event} during the next read of the disk. */
  void duringNextLoad(Runnable event) {
    duringNextLoad = event;
  }

  void awaitFailedTry() {
    await(failedTries);
  }

  /** Waits until the disk has been read since {@link #hold}. */
  void awaitLoad() {
    await(loads);
  }

  void awaitFailedLoad() {
    await(failedLoads);
  }

  /** All changes committed so far, by commit. */
  List<List<Change>> commits() {
    synchronized (commits) {
      return List.copyOf(commits);
    }
  }

  @Override
  public int commit(List<Change> changes) throws SQLException {
    begun.release();
    gate.acquireUninterruptibly();
    var fate = next;
    next = Fate.HAPPENS;
    return switch (fate) {
      case FAILS_BEFORE -> throw new SQLException("disk I/O error");
      case HAPPENS -> committed(changes);
      case FAILS_AFTER -> {
        committed(changes);
        throw new SQLException("disk I/O error");
      }
    };
  }

  private int committed(List<Change> changes) throws SQLException {
    var forgotten = disk.commit(changes);
    synchronized (commits) {
      commits.add(List.copyOf(changes));
    }
    return forgotten;
  }

  @Override
  public void load(Instant now, Instant unmarkedUntil, Consumer<Row> rows) throws SQLException {
    var event = duringNextLoad;
    duringNextLoad = () -> {};
    event.run();
    if (failingLoads.get() > 0) {
      failingLoads.decrementAndGet();
      failedLoads.release();
      throw new SQLException("disk I/O error");
    }
    disk.load(now, unmarkedUntil, rows);
    loads.release();
  }

  @Override
  public Kept keepFor(Retention retention, Instant now) throws SQLException {
    return disk.keepFor(retention, now);
  }

  @Override
  public void tryOut() throws SQLException {
    if (failingTries.get() > 0) {
      failingTries.decrementAndGet();
      failedTries.release();
      throw new SQLException("the disk is full");
    }
    disk.tryOut();
  }

  @Override
  public boolean emptyLog() throws SQLException {
    return disk.emptyLog();
  }

  @Override
  public void close() {
    disk.close();
  }
}
