package io.streamgate.store.sqlite;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.sqlite.WriteQueue.Place;
import io.streamgate.store.sqlite.WriteQueue.Work;
import io.streamgate.store.sqlite.WriteQueue.Write;
import io.streamgate.store.sqlite.journal.Journal;
import io.streamgate.store.sqlite.journal.Journal.Change;
import io.streamgate.store.sqlite.journal.Journal.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It commits whatever waits, in one transaction, then lets those who
 * wait for it go; the longer a commit takes, the more the next one carries.
 *
 * <p>After a failed commit it fails everything that waits, makes a new generation of what the disk
 * says, and tries that until it works; nothing is decided meanwhile.
 */
final class Writer implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int MAX_WORK_OF_A_COMMIT = 4_096;

  private final Journal journal;
  private final SqliteLeaseStore.Options options;
  private final Duration retryAfter;
  private final AtomicReference<Generation> current;
  private final CountDownLatch finishing = new CountDownLatch(1);
  private int forgotten;

  /** The latest time that anything was decided at: a store has no clock of its own. */
  private Instant latest;

  private final DiskHealth fault = new DiskHealth();

  /**
   * A writer that has read what the disk holds, and waits for its thread to be started.
   *
   * @throws SQLException if the disk cannot be read, or takes no commit
   */
  Writer(Journal journal, SqliteLeaseStore.Options options, Duration retryAfter, Instant now)
      throws SQLException {
    this.journal = journal;
    this.options = options;
    this.retryAfter = retryAfter;
    this.latest = now;
    this.current = new AtomicReference<>(loaded(row -> row));
    journal.tryOut();
  }

  /** What calls are decided in now. */
  Generation generation() {
    return current.get();
  }

  /** Why nothing can be written at the moment; empty where it can. */
  Optional<String> fault() {
    return fault.says();
  }

  /** Takes nothing more, and ends when what was taken is committed. */
  void finish() {
    finishing.countDown();
    current.get().queue().shut("the store is closed");
  }

  @Override
  public void run() {
    try {
      while (work()) {
        // until nothing is left and nothing more will come
      }
    } catch (InterruptedException e) {
      LOG.warn("the writer was interrupted; changes that wait are lost", e);
    } finally {
      stop();
    }
  }

  private boolean work() throws InterruptedException {
    var generation = current.get();
    generation.queue().await();
    var work = generation.queue().drain(MAX_WORK_OF_A_COMMIT);
    if (work.isEmpty()) {
      return false;
    }
    try {
      commit(generation, work);
      return true;
    } catch (Exception | Error failure) {
      return recovered(generation, work, failure);
    }
  }

  private void commit(Generation generation, List<Work> work) throws SQLException {
    var changes = new ArrayList<Change>();
    for (var one : work) {
      if (one instanceof Write write) {
        changes.addAll(write.changes());
        latest = write.now().isAfter(latest) ? write.now() : latest;
      }
    }
    if (!changes.isEmpty()) {
      forgotten += journal.commit(changes);
    }
    for (var one : work) {
      switch (one) {
        case Write write -> {
          giveBackPlace(generation, write);
          write.committed().complete(null);
        }
        case UpkeepPass pass -> {
          pass.advance(generation, forgotten);
          forgotten = 0;
        }
      }
    }
  }

  private static void giveBackPlace(Generation generation, Write write) {
    if (write.place() == Place.TAKEN) {
      generation.queue().giveBackPlace();
    }
  }

  /** Makes a new generation; false if the store is closed before that takes changes. */
  private boolean recovered(Generation old, List<Work> failed, Throwable failure)
      throws InterruptedException {
    var why = fault.began(failure);
    old.queue().shut(why);
    var lost = failAll(failed, StoreUnavailable.underWay(why, failure));
    do {
      try {
        var fresh = loaded(row -> asKnown(old, lost, row));
        fresh.queue().hold(why);
        current.set(fresh);
        LOG.info("membership was read back from disk: {}", fresh.census());
        return takesChangesAgain(fresh);
      } catch (Exception | Error again) {
        why = fault.lasts("membership cannot be read back from disk", again);
      }
    } while (!isClosedBeforeNextTry());
    return false;
  }

  /**
   * Lets changes in once the disk has taken one. The first try waits, too: else a disk that takes
   * what it is tried with, and not what players want, is read back and fails without a pause.
   */
  private boolean takesChangesAgain(Generation held) throws InterruptedException {
    while (!isClosedBeforeNextTry()) {
      try {
        journal.tryOut();
        held.queue().letGo();
        fault.ended();
        return true;
      } catch (Exception | Error again) {
        fault.lasts("the disk takes no changes", again);
      }
    }
    return false;
  }

  /** What is damaged is not tried again: to write to it can make it worse. */
  private boolean isClosedBeforeNextTry() throws InterruptedException {
    if (fault.isDamage()) {
      finishing.await();
    }
    return finishing.await(retryAfter.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Generation loaded(UnaryOperator<Row> asKnown) throws SQLException {
    var fresh = new Generation(options.queueSize());
    journal.load(
        latest.plus(options.lease()),
        latest.minus(Ended.KEY_REMEMBERED_FOR),
        row -> fresh.add(asKnown.apply(row)));
    return fresh;
  }

  /** What the disk says of membership and details, and memory of expiry and playback. */
  private static Row asKnown(Generation old, Map<StreamId, Member> lost, Row row) {
    return switch (row) {
      case Row.Live(var seq, var viewer, var member, var marked) -> {
        var id = member.id();
        var known = old.lastKnown(viewer, id).orElseGet(() -> lost.getOrDefault(id, member));
        var restored = new Member(id, known.expiresAt(), known.playback(), member.details());
        yield new Row.Live(seq, viewer, restored, marked);
      }
      case Row.Past past -> past;
    };
  }

  /**
   * Fails those and all that is queued behind them.
   *
   * @return the members that would have ended, as they were
   */
  private Map<StreamId, Member> failAll(List<Work> failed, StoreUnavailable why) {
    var generation = current.get();
    var all = new ArrayList<>(failed);
    all.addAll(generation.queue().drain(Integer.MAX_VALUE));
    var lost = new HashMap<StreamId, Member>();
    for (var one : all) {
      switch (one) {
        case Write write -> {
          for (var change : write.changes()) {
            if (change instanceof Change.Remember(_, var stream)) {
              lost.put(stream.id(), stream.last());
            }
          }
          giveBackPlace(generation, write);
          write.committed().completeExceptionally(why);
        }
        case UpkeepPass pass -> pass.fail(why);
      }
    }
    return lost;
  }

  private void stop() {
    if (finishing.getCount() > 0) {
      fault.isFinal("the writer has stopped; restart this process");
    }
    current.get().queue().shut("the store is closed");
    failAll(List.of(), StoreUnavailable.rejected("the store is closed"));
    journal.close();
  }
}
