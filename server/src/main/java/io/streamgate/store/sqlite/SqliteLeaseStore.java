package io.streamgate.store.sqlite;

import io.streamgate.lease.Amendment;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Rules;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Stream;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.StoreHealth;
import io.streamgate.store.StoreHealth.State;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.sqlite.Generation.Question;
import io.streamgate.store.sqlite.WriteQueue.WriteKind;
import io.streamgate.store.sqlite.directory.DataDirectoryUnusable;
import io.streamgate.store.sqlite.directory.DirectoryLock;
import io.streamgate.store.sqlite.journal.Database;
import io.streamgate.store.sqlite.journal.Journal;
import io.streamgate.store.sqlite.journal.PastStreams;
import io.streamgate.store.sqlite.journal.SqliteJournal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Keeps members in memory and what was acknowledged in SQLite, in one directory, for one process.
 *
 * <p>Every answer waits for the commit of the last change queued for its viewer: an answer shows
 * what a crash cannot take back. Only a heartbeat's does not wait, for it changes the expiry alone,
 * which no disk knows; unless it revives a member that is on record as lapsed. A viewer who has
 * nothing queued is answered at once, on the calling thread.
 *
 * <p>After a restart a member has a whole lease more, unless it was on record as lapsed.
 *
 * <p>When the disk fails, so do all calls until what it holds was read back, and then those that
 * change it until it takes a commit. Both are tried every second; {@link #health} says so.
 */
public final class SqliteLeaseStore implements LeaseStore {

  /**
   * How to keep.
   *
   * @param lease how long a member found on disk stays live
   * @param retention how long an ended stream is kept
   * @param queueSize how many calls' changes may wait for the disk, at least 1; and how many reads
   */
  public record Options(Duration lease, Duration retention, int queueSize) {
    public Options {
      if (queueSize < 1) {
        throw new IllegalArgumentException("a queue has 1 place or more, not " + queueSize);
      }
    }
  }

  /** What tests replace. */
  record Seam(UnaryOperator<Journal> journal, Duration retryAfter) {
    static final Seam NONE = new Seam(journal -> journal, Duration.ofSeconds(1));
  }

  private final Path directory;
  private final Options options;
  private final DirectoryLock lock;
  private final Writer writer;
  private final Thread writerThread;
  private final PastStreams past;
  private final AtomicBoolean closed = new AtomicBoolean();

  private SqliteLeaseStore(Path directory, Options options, DirectoryLock lock, Writer writer) {
    this.directory = directory;
    this.options = options;
    this.lock = lock;
    this.writer = writer;
    this.past = new PastStreams(Database.in(directory), options.queueSize());
    this.writerThread = Thread.ofPlatform().daemon().name("streamgate-sqlite-writer").start(writer);
  }

  /**
   * Opens the store in {@code dataDirectory}, which is created where it does not exist. Reads all
   * members into memory; blocks until that is done.
   *
   * @param now from when members that were not on record as lapsed have a lease
   * @throws DataDirectoryUnusable if another process has the directory, or it or the database in it
   *     cannot be read and written
   */
  public static SqliteLeaseStore open(Path dataDirectory, Options options, Instant now) {
    return open(dataDirectory, options, now, Seam.NONE);
  }

  static SqliteLeaseStore open(Path dataDirectory, Options options, Instant now, Seam seam) {
    var lock = DirectoryLock.claim(dataDirectory);
    var database = Database.in(dataDirectory);
    var journal = seam.journal().apply(new SqliteJournal(database));
    var opened = false;
    try {
      var writer = new Writer(journal, options, seam.retryAfter(), now);
      var store = new SqliteLeaseStore(dataDirectory, options, lock, writer);
      opened = true;
      return store;
    } catch (SQLException e) {
      throw database.unusable(e);
    } finally {
      if (!opened) {
        journal.close();
        lock.close();
      }
    }
  }

  @Override
  public CompletionStage<StartDecision> start(
      ViewerId viewer, Start start, Rules rules, Instant now) {
    var question =
        new Question<>(viewer, WriteKind.START, set -> set.decide(start, rules, now), now);
    return writer.generation().decide(question).told();
  }

  @Override
  public CompletionStage<StreamDecision.OfRenewal> renew(
      ViewerId viewer, StreamId id, Heartbeat heartbeat, Instant now) {
    return writer
        .generation()
        .renew(viewer, id, set -> set.renew(id, heartbeat, now), now)
        .told(decision -> orPast(decision, viewer, id, now, past -> past));
  }

  @Override
  public CompletionStage<StreamDecision.OfAmendment> amend(
      ViewerId viewer, StreamId id, Amendment amendment, Instant now) {
    var question =
        new Question<>(viewer, WriteKind.OTHER, set -> set.amend(id, amendment, now), now);
    return writer
        .generation()
        .decide(question)
        .told(decision -> orPast(decision, viewer, id, now, past -> past));
  }

  @Override
  public CompletionStage<StreamDecision.OfEnd> end(ViewerId viewer, StreamId id, Instant now) {
    var question = new Question<>(viewer, WriteKind.OTHER, set -> set.end(id, now), now);
    return writer
        .generation()
        .decide(question)
        .told(decision -> orPast(decision, viewer, id, now, past -> past));
  }

  @Override
  public CompletionStage<LeaseSet> read(ViewerId viewer) {
    return writer.generation().read(viewer).told();
  }

  @Override
  public CompletionStage<Optional<Stream>> find(ViewerId viewer, StreamId id, Instant now) {
    return writer.generation().read(viewer).told(set -> find(set, viewer, id, now));
  }

  private CompletableFuture<Optional<Stream>> find(
      LeaseSet set, ViewerId viewer, StreamId id, Instant now) {
    var known = set.find(id, now);
    return known.isPresent()
        ? CompletableFuture.completedFuture(known)
        : past.find(viewer, id, horizon(now), found -> found.map(Stream.class::cast));
  }

  @Override
  public CompletionStage<List<Ended>> history(ViewerId viewer, HistoryPage page, Instant now) {
    return writer.generation().read(viewer).told(_ -> past.page(viewer, page, horizon(now)));
  }

  @Override
  public CompletionStage<Integer> sweep(Instant now) {
    var pass = new UpkeepPass(now, options.retention());
    var queue = writer.generation().queue();
    if (!queue.offer(pass)) {
      pass.fail(StoreUnavailable.rejected(queue.refusesBecause()));
    }
    return pass.done();
  }

  @Override
  public StoreHealth health() {
    var fault = closed.get() ? Optional.of("the store is closed") : writer.fault();
    var census = writer.generation().census();
    return fault
        .map(why -> new StoreHealth(State.NODE_AT_FAULT, why, census))
        .orElseGet(() -> new StoreHealth(State.SERVING, "sqlite in " + directory, census));
  }

  /** Blocks until everything that was accepted is committed, then frees the directory. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    writer.finish();
    try {
      writerThread.join();
    } catch (InterruptedException e) {
      // the directory stays claimed until this process ends, for the writer still uses it
      Thread.currentThread().interrupt();
      return;
    }
    past.close();
    lock.close();
  }

  /** {@code decision}, or what history says of a stream that the viewer's set does not know. */
  private <D extends StreamDecision> CompletableFuture<D> orPast(
      D decision,
      ViewerId viewer,
      StreamId id,
      Instant now,
      Function<StreamDecision.NotMember, D> answer) {
    if (!(decision instanceof StreamDecision.Unknown unknown)) {
      return CompletableFuture.completedFuture(decision);
    }
    return past.find(
        viewer,
        id,
        horizon(now),
        found -> answer.apply(found.isPresent() ? new StreamDecision.Gone(found.get()) : unknown));
  }

  private Instant horizon(Instant now) {
    return now.minus(options.retention());
  }
}
