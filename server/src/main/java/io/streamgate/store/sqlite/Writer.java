package io.streamgate.store.sqlite;

import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.sqlite.WriteQueue.Batch;
import io.streamgate.store.sqlite.WriteQueue.Scrub;
import io.streamgate.store.sqlite.WriteQueue.Work;
import io.streamgate.store.sqlite.WriteQueue.Write;
import io.streamgate.store.sqlite.journal.Journal;
import io.streamgate.store.sqlite.journal.Journal.Row;
import io.streamgate.store.sqlite.journal.Kept;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only thread that writes. It commits everything that waits in one transaction, then completes
 * the callers; the longer a commit takes, the more the next one carries.
 *
 * <p>After a failed commit it fails everything that waits, and retries until it has loaded a new
 * generation from disk. Nothing is decided in the meantime.
 */
final class Writer implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int MAX_WORK_OF_A_COMMIT = 4_096;

  private final Journal journal;
  private final SqliteLeaseStore.Options options;
  private final Duration retryAfter;
  private final AtomicReference<Generation> current;
  private final CountDownLatch finishing = new CountDownLatch(1);
  private final DiskHealth disk = new DiskHealth();
  private final HistoryBound historyBound;
  private final Kept kept;
  private int forgotten;

  /** The latest decision's time: a store has no clock of its own. */
  private Instant latest;

  /** Loads the members, and checks that the disk is writable. The caller starts the thread. */
  Writer(Journal journal, SqliteLeaseStore.Options options, Duration retryAfter, Instant now)
      throws SQLException {
    this.journal = journal;
    this.options = options;
    this.retryAfter = retryAfter;
    this.latest = now;
    this.historyBound = new HistoryBound(options.retention());
    this.current = new AtomicReference<>(loaded(row -> row));
    journal.tryOut();
    this.kept = journal.keepFor(options.retention(), now);
  }

  /** How long history is kept on disk: at least the retention. */
  Kept kept() {
    return kept;
  }

  Generation generation() {
    return current.get();
  }

  /** Completes when what was deleted before this call has left the log, or a reader prevents it. */
  CompletableFuture<Boolean> scrubbed() {
    var scrub = new Scrub(new CompletableFuture<>());
    var queue = current.get().queue;
    if (!queue.offer(scrub)) {
      scrub.done().completeExceptionally(StoreUnavailable.rejected(queue.rejectedBecause()));
    }
    return scrub.done();
  }

  /** Why nothing can be written at the moment; empty if writes work. */
  Optional<String> problem() {
    return disk.problem();
  }

  /** Rejects further writes, and ends once everything queued is committed. */
  void finish() {
    finishing.countDown();
    current.get().queue.shut("the store is closed");
  }

  @Override
  public void run() {
    try {
      while (work()) {
        // until the queue is shut and empty
      }
    } catch (InterruptedException e) {
      LOG.warn("the writer was interrupted; pending changes are lost", e);
    } finally {
      stop();
    }
  }

  private boolean work() throws InterruptedException {
    var generation = current.get();
    generation.queue.await();
    var work = generation.queue.drain(MAX_WORK_OF_A_COMMIT);
    if (work.isEmpty()) {
      return false;
    }
    try {
      commit(generation, work);
    } catch (Exception | Error failure) {
      return recovered(generation, work, failure);
    }
    var scrubs = new Batch(work).scrubs();
    return scrubs.isEmpty() || scrub(generation, scrubs);
  }

  /** Empties the log, once for all and after the callers whose changes are on disk. */
  private boolean scrub(Generation generation, List<Scrub> scrubs) throws InterruptedException {
    try {
      var isEmpty = journal.emptyLog();
      scrubs.forEach(scrub -> scrub.done().complete(isEmpty));
      return true;
    } catch (Exception | Error failure) {
      return recovered(generation, scrubs, failure);
    }
  }

  private void commit(Generation generation, List<Work> work) throws SQLException {
    var batch = new Batch(work);
    latest = batch.latest(latest);
    var changes = batch.changes(historyBound);
    if (!changes.isEmpty()) {
      forgotten += journal.commit(changes);
    }
    for (var each : work) {
      switch (each) {
        case Write write -> {
          generation.queue.giveBackPlaceOf(write);
          write.committed().complete(null);
        }
        case Scrub _ -> {}
        case UpkeepPass pass -> {
          pass.advance(generation, forgotten);
          forgotten = 0;
        }
      }
    }
  }

  /** Loads a new generation; returns false if the store is closed before it accepts writes. */
  private boolean recovered(Generation old, List<? extends Work> failed, Throwable failure)
      throws InterruptedException {
    var why = disk.commitFailed(failure);
    old.queue.shut(why);
    var known = LastKnown.failing(old, failed, StoreUnavailable.underWay(why, failure));
    do {
      try {
        var fresh = loaded(known::with);
        fresh.queue.pause(why);
        current.set(fresh);
        old.discard();
        LOG.info("members reloaded from disk: {}", fresh.census());
        return isWritableAgain(fresh);
      } catch (Exception | Error again) {
        why = disk.retryFailed("cannot reload members from disk", again);
      }
    } while (!isClosedBeforeRetry());
    return false;
  }

  /**
   * Resumes writes once a trial commit succeeds. The first trial waits too: otherwise a disk that
   * accepts trials but fails players' commits would be reloaded in a busy loop. Once the database
   * is taken over, memory is no longer what is on disk, so even reads and heartbeats are rejected.
   */
  private boolean isWritableAgain(Generation paused) throws InterruptedException {
    while (!isClosedBeforeRetry()) {
      try {
        journal.tryOut();
        paused.queue.resume();
        disk.recovered();
        return true;
      } catch (Exception | Error again) {
        var why = disk.retryFailed("cannot write to disk", again);
        if (disk.isTakenOver()) {
          paused.queue.shut(why);
        }
      }
    }
    return false;
  }

  /**
   * Waits for the next retry. There is none for a damaged database, which writing could make worse,
   * nor for one that another process has taken over.
   */
  private boolean isClosedBeforeRetry() throws InterruptedException {
    if (disk.isBeyondRetry()) {
      finishing.await();
    }
    return finishing.await(retryAfter.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Generation loaded(UnaryOperator<Row> asKnown) throws SQLException {
    var fresh = new Generation(options.queueSize(), options.heap());
    try {
      journal.load(latest, latest.plus(options.lease()), row -> fresh.add(asKnown.apply(row)));
      return fresh;
    } catch (Throwable failure) {
      fresh.discard();
      throw failure;
    }
  }

  private void stop() {
    if (finishing.getCount() > 0) {
      disk.writerStopped();
    }
    var last = current.get();
    last.queue.shut("the store is closed");
    LastKnown.failing(last, List.of(), StoreUnavailable.rejected("the store is closed"));
  }

  /** Closes the journal. Only after the writer's thread has ended. */
  void closeJournal() {
    journal.close();
  }
}
