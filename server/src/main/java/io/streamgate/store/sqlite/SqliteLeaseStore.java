package io.streamgate.store.sqlite;

import io.streamgate.lease.Amendment;
import io.streamgate.lease.Decision;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.Intervention;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Leave;
import io.streamgate.lease.OperatorDecision;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Entitlement;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Stream;
import io.streamgate.lease.stream.Termination;
import io.streamgate.store.AuditTrail;
import io.streamgate.store.HeapBudget;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.StoreHealth;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.sqlite.Generation.Question;
import io.streamgate.store.sqlite.WriteQueue.WriteKind;
import io.streamgate.store.sqlite.directory.DataDirectoryUnusable;
import io.streamgate.store.sqlite.journal.Journal;
import io.streamgate.store.sqlite.journal.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps members in memory and acknowledged changes in SQLite: one process, one directory.
 *
 * <p>Every answer waits for the commit of the last change queued for its viewer, so that a crash
 * cannot undo it. Only a heartbeat does not wait, because it changes just the expiry, which is not
 * on disk; unless it revives a member on record as lapsed. If nothing is queued for a viewer, the
 * call completes at once, on the calling thread.
 *
 * <p>After a restart a member gets a whole new lease, unless it was on record as lapsed. All else
 * is as it was acknowledged: what decided its start, and the viewer's override.
 *
 * <p>When the disk fails, all calls fail until the members are reloaded; then writes fail until a
 * commit succeeds. Both are retried every second; {@link #health} reports it.
 */
public final class SqliteLeaseStore implements LeaseStore {

  /**
   * The store's settings.
   *
   * @param lease how long a member loaded from disk stays live
   * @param queueSize how many writes may wait for the disk, and how many reads; at least 1
   * @param heap the memory for streams; when it is used up, only ends get more
   */
  public record Options(Duration lease, Retention retention, int queueSize, HeapBudget heap) {
    public Options {
      if (queueSize < 1) {
        throw new IllegalArgumentException("queueSize must be at least 1, not " + queueSize);
      }
    }

    /** Options of this process, with a retention that the operator has set. */
    public Options(Duration lease, Duration retention, int queueSize) {
      this(lease, new Retention(retention, false), queueSize, HeapBudget.ofThisProcess());
    }
  }

  /** What tests replace. */
  record Seam(UnaryOperator<Journal> journal, Duration retryAfter) {
    static final Seam NONE = new Seam(journal -> journal, Duration.ofSeconds(1));
  }

  private final ClaimedDirectory claimed;
  private final Writer writer;
  private final HistoryLookup past;
  private final SqliteAuditTrail audit;

  private SqliteLeaseStore(ClaimedDirectory claimed, Duration auditRetention) {
    this.claimed = claimed;
    this.writer = claimed.writer();
    this.past = claimed.past();
    this.audit = new SqliteAuditTrail(writer, past.past(), auditRetention);
  }

  /**
   * Opens the store in {@code dataDirectory}, creating the directory if necessary. Blocks until all
   * members are in memory.
   *
   * @param now the start of the lease of each member that is not on record as lapsed
   * @throws DataDirectoryUnusable if the directory is in use, or cannot be read and written
   */
  public static SqliteLeaseStore open(Path dataDirectory, Options options, Instant now) {
    return open(dataDirectory, options, now, Seam.NONE);
  }

  static SqliteLeaseStore open(Path dataDirectory, Options options, Instant now, Seam seam) {
    var claimed = ClaimedDirectory.open(dataDirectory, options, now, seam);
    return new SqliteLeaseStore(claimed, options.retention().audit());
  }

  /** The trail of what operators did, in the same database. It is closed with this store. */
  public AuditTrail audit() {
    return audit;
  }

  @Override
  public CompletionStage<StartDecision> start(
      ViewerId viewer, Start start, Entitlement entitlement, Instant now) {
    return decide(viewer, WriteKind.START, set -> set.decide(start, entitlement, now), now)
        .committed();
  }

  @Override
  public CompletionStage<StreamDecision.OfRenewal> renew(
      ViewerId viewer, StreamId id, Heartbeat heartbeat, Instant now) {
    return renewed(viewer, id, set -> set.renew(id, heartbeat, now), now);
  }

  private CompletionStage<StreamDecision.OfRenewal> renewed(
      ViewerId viewer,
      StreamId id,
      Function<LeaseSet, StreamDecision.OfRenewal> step,
      Instant now) {
    return writer
        .generation()
        .renew(viewer, id, step, now)
        .committed(decision -> past.orPast(decision, viewer, id, now, gone -> gone));
  }

  @Override
  public CompletionStage<StreamDecision.OfRenewal> leave(
      ViewerId viewer, StreamId id, Leave leave, Instant now) {
    return renewed(viewer, id, set -> set.leave(id, leave, now), now);
  }

  @Override
  public CompletionStage<StreamDecision.OfAmendment> amend(
      ViewerId viewer, StreamId id, Amendment amendment, Instant now) {
    return decide(viewer, WriteKind.OTHER, set -> set.amend(id, amendment, now), now)
        .committed(decision -> past.orPast(decision, viewer, id, now, gone -> gone));
  }

  @Override
  public CompletionStage<StreamDecision.OfEnd> end(
      ViewerId viewer, StreamId id, Device by, Instant now) {
    return decide(viewer, WriteKind.OTHER, set -> set.end(id, by, now), now)
        .committed(decision -> past.orPast(decision, viewer, id, now, gone -> gone));
  }

  private <D extends Decision> Outcome<D> decide(
      ViewerId viewer, WriteKind kind, Function<LeaseSet, D> kernel, Instant now) {
    return writer.generation().decide(new Question<>(viewer, kind, kernel, now));
  }

  @Override
  public CompletionStage<LeaseSet> setOverride(
      ViewerId viewer, @Nullable ViewerOverride override, Instant now) {
    return decide(viewer, WriteKind.OTHER, set -> set.overridden(override), now)
        .committed(decision -> CompletableFuture.completedFuture(decision.next()));
  }

  @Override
  public CompletionStage<StreamDecision.OfEnd> terminate(
      ViewerId viewer, StreamId id, Termination by, Instant now) {
    return decide(viewer, WriteKind.OTHER, set -> new Intervention(set, by, now).end(id), now)
        .committed(decision -> past.orPast(decision, viewer, id, now, gone -> gone));
  }

  @Override
  public CompletionStage<OperatorDecision.Terminated> terminateAll(
      ViewerId viewer, Termination by, Instant now) {
    return decide(viewer, WriteKind.OTHER, set -> new Intervention(set, by, now).endAll(), now)
        .committed();
  }

  @Override
  public CompletionStage<OperatorDecision.Erased> erase(
      ViewerId viewer, Termination by, Instant now) {
    return decide(viewer, WriteKind.OTHER, set -> new Intervention(set, by, now).erase(), now)
        .committed(erased -> writer.scrubbed().thenApply(erased::completeOnlyIf));
  }

  @Override
  public CompletionStage<LeaseSet> read(ViewerId viewer) {
    return writer.generation().read(viewer).committed();
  }

  @Override
  public CompletionStage<Optional<Stream>> find(ViewerId viewer, StreamId id, Instant now) {
    return writer.generation().read(viewer).committed(set -> past.find(set, viewer, id, now));
  }

  @Override
  public CompletionStage<List<Ended>> history(ViewerId viewer, HistoryPage page, Instant now) {
    return writer.generation().read(viewer).committed(_ -> past.page(viewer, page, now));
  }

  @Override
  public CompletionStage<Integer> sweep(Instant now) {
    return sweep(now, (_, _) -> {});
  }

  @Override
  public CompletionStage<Integer> sweep(Instant now, LapseObserver observer) {
    var pass = new UpkeepPass(now, writer.kept(), observer);
    var queue = writer.generation().queue;
    if (!queue.offer(pass)) {
      pass.fail(StoreUnavailable.rejected(queue.rejectedBecause()));
    }
    return pass.done();
  }

  @Override
  public StoreHealth health() {
    return claimed.health();
  }

  /** Blocks until everything accepted is committed, then releases the directory. */
  @Override
  public void close() {
    claimed.close();
  }
}
