package io.streamgate.store.sqlite;

import static io.streamgate.given.Given.LEASE;
import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.playOf;
import static io.streamgate.given.Given.second;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.streamgate.given.Given;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.HeapBudget;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.StoreHealth.State;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.sqlite.ScriptedJournal.Fate;
import io.streamgate.store.sqlite.SqliteLeaseStore.Options;
import io.streamgate.store.sqlite.SqliteLeaseStore.Seam;
import io.streamgate.store.sqlite.journal.DataFiles;
import io.streamgate.store.sqlite.journal.Journal;
import io.streamgate.store.sqlite.journal.Kept;
import io.streamgate.store.sqlite.journal.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store in its own directory, its journal, and short ways to call it. */
abstract class SqliteFixture {

  static final Duration RETENTION = Duration.ofDays(1);
  static final Kept KEPT = new Kept(RETENTION, RETENTION, Instant.EPOCH, Duration.ZERO);

  @TempDir Path directory;
  SqliteLeaseStore store;

  /** The memory of the most recently opened store. */
  HeapBudget heap = new HeapBudget(Long.MAX_VALUE);

  private final List<ScriptedJournal> journals = new ArrayList<>();

  @BeforeEach
  final void openAtFirst() {
    store = opened(directory, 0, 1_000);
  }

  /** The journal of the most recently opened store. */
  final ScriptedJournal journal() {
    return journals.getLast();
  }

  @AfterEach
  final void close() {
    journal().letGo();
    store.close();
  }

  /** Opens the directory as if the process had started at that second. */
  final void open(double second, int queueSize) {
    store = opened(directory, second, queueSize);
  }

  final SqliteLeaseStore opened(Path where, double second, int queueSize) {
    heap = new HeapBudget(Long.MAX_VALUE);
    var options = new Options(LEASE, new Retention(RETENTION, false), queueSize, heap);
    return SqliteLeaseStore.open(
        where, options, second(second), new Seam(this::scripted, Duration.ofMillis(1)));
  }

  private Journal scripted(Journal disk) {
    journals.add(new ScriptedJournal(disk));
    return journals.getLast();
  }

  final void restart(double second) {
    store.close();
    open(second, 1_000);
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(20, SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      throw new AssertionError("the store did not answer", e);
    }
  }

  /** The stage's failure. */
  static StoreUnavailable failure(CompletionStage<?> stage) {
    return await(
        stage.handle(
            (answer, failure) -> {
              if (failure instanceof StoreUnavailable unavailable) {
                return unavailable;
              }
              throw new AssertionError("answered " + answer + ", failed with " + failure);
            }));
  }

  /** Starts a stream with a limit of 3, without waiting. */
  final CompletionStage<StartDecision> starting(String name, double second) {
    return starting(name, second, 3);
  }

  final CompletionStage<StartDecision> starting(String name, double second, int limit) {
    return store.start(VIEWER, play(id(name, second)), limit(limit), second(second));
  }

  /** The id of the stream of that name that starts at that second. */
  static StreamId id(String name, double second) {
    return Given.id(name, second);
  }

  final StartDecision start(String name, double second) {
    return await(starting(name, second));
  }

  final CompletionStage<StartDecision> takeOver(String name, double second) {
    var start = play(id(name, second), new Takeover.Oldest());
    return store.start(VIEWER, start, limit(1), second(second));
  }

  final StartDecision startOf(String content, String name, double second) {
    var start = playOf(content, id(name, second));
    return await(store.start(VIEWER, start, limit(3), second(second)));
  }

  final CompletionStage<StreamDecision.OfRenewal> renewing(StreamId id, double second) {
    return store.renew(VIEWER, id, heartbeat(), second(second));
  }

  final CompletionStage<StreamDecision.OfEnd> ending(StreamId id, double second) {
    return store.end(VIEWER, id, Device.UNNAMED, second(second));
  }

  final List<Member> members() {
    return await(store.read(VIEWER)).members();
  }

  final List<StreamId> memberIds() {
    return members().stream().map(Member::id).toList();
  }

  final List<Ended> history(double second) {
    return await(store.history(VIEWER, HistoryPage.newest(200), second(second)));
  }

  final int sweep(double second) {
    return await(store.sweep(second(second)));
  }

  /** Fails the next commit, and waits until the store has recovered. */
  final void failOneCommit(Fate fate, Runnable calls) {
    journal().hold();
    journal().next(fate);
    calls.run();
    journal().letGo();
    journal().awaitLoad();
    awaitServing();
  }

  final void awaitServing() {
    var deadline = System.nanoTime() + SECONDS.toNanos(20);
    while (store.health().state() != State.SERVING) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no recovery: " + store.health());
      }
      Thread.onSpinWait();
    }
  }

  /** The writer thread of the most recently opened store. */
  static Thread writerThread() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("streamgate-sqlite-writer"))
        .max(Comparator.comparingLong(Thread::threadId))
        .orElseThrow();
  }

  /** Waits until the thread waits without a timeout. */
  static void awaitWaiting(Thread thread) {
    var deadline = System.nanoTime() + SECONDS.toNanos(20);
    while (thread.getState() != Thread.State.WAITING) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(thread + " is " + thread.getState());
      }
      Thread.onSpinWait();
    }
  }

  /** Queries the database from outside: the first column of each row. */
  final List<String> rows(String sql) {
    return DataFiles.rows(directory, sql);
  }
}
