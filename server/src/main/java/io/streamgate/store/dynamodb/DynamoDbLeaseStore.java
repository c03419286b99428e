package io.streamgate.store.dynamodb;

import io.streamgate.failure.Causes;
import io.streamgate.lease.Amendment;
import io.streamgate.lease.Heartbeat;
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
import io.streamgate.store.HistoryPage;
import io.streamgate.store.StoreHealth;
import io.streamgate.store.StoreHealth.State;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.dynamodb.item.ViewerItem;
import io.streamgate.store.dynamodb.table.NodeTime;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.dynamodb.table.TableUnusable;
import io.streamgate.store.shared.Delay;
import io.streamgate.store.shared.InFlight;
import io.streamgate.store.shared.Peeking;
import io.streamgate.store.shared.Priority;
import io.streamgate.store.shared.StartQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps leases in a DynamoDB table that any number of nodes share; a node keeps nothing.
 *
 * <p>A viewer is one item, and a conditional update of it is the only atomicity needed: there is no
 * transaction, no lock and no leader. Without contention a start, a heartbeat and an end are one
 * call each. No node sweeps: the table itself drops the items of viewers that do not come back.
 */
public final class DynamoDbLeaseStore implements Peeking {

  /** How long {@link #close} waits for calls in flight: longer than any setting lets one take. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

  /** How long a start waits for earlier starts of its viewer: about as long as a call may take. */
  private static final Duration START_TIMEOUT = Duration.ofSeconds(2);

  private final Collaborators parts;
  private final SchemaWatch schema;
  private final NodeTime time;
  private final StartQueue starts = new StartQueue(START_TIMEOUT);
  private final InFlight inFlight = new InFlight();
  private volatile boolean closed;

  /** A store that keeps ended streams for {@code retention}, and closes {@code table}. */
  public DynamoDbLeaseStore(Table table, Duration retention) {
    this(table, retention, Delay.REAL);
  }

  DynamoDbLeaseStore(Table table, Duration retention, Delay delay) {
    this.parts = Collaborators.of(table, inFlight, retention, delay);
    this.schema = new SchemaWatch(table);
    this.time = new NodeTime(table);
  }

  /**
   * Checks the table's keys, time to live and replication, or creates the table. Blocks for some
   * seconds at most: a table that does not answer is checked again with every {@link #sweep}.
   *
   * @throws TableUnusable if the table does not exist or is not usable as it is
   */
  public void checkTable(TableCreation creation, WriterRegions writers) throws TableUnusable {
    schema.checkAtStart(creation, writers);
  }

  @Override
  public CompletionStage<StartDecision> start(
      ViewerId viewer, Start start, Entitlement entitlement, Instant now) {
    var capped = entitlement.cappedAt(ViewerItem.MAX_MEMBERS);
    return answer(
        () ->
            starts.inTurn(
                viewer, () -> new StartOperation(parts, viewer, start, capped, now).start()));
  }

  @Override
  public CompletionStage<StreamDecision.OfRenewal> renew(
      ViewerId viewer, StreamId id, Heartbeat heartbeat, Instant now) {
    return answer(() -> new MemberOperation(parts, viewer, id, now).renew(heartbeat));
  }

  @Override
  public CompletionStage<StreamDecision.OfRenewal> leave(
      ViewerId viewer, StreamId id, Leave leave, Instant now) {
    return answer(() -> new MemberOperation(parts, viewer, id, now).leave(leave));
  }

  @Override
  public CompletionStage<StreamDecision.OfAmendment> amend(
      ViewerId viewer, StreamId id, Amendment amendment, Instant now) {
    return answer(() -> new MemberOperation(parts, viewer, id, now).amend(amendment));
  }

  @Override
  public CompletionStage<StreamDecision.OfEnd> end(
      ViewerId viewer, StreamId id, Device by, Instant now) {
    return answer(() -> new MemberOperation(parts, viewer, id, now).end(by));
  }

  @Override
  public CompletionStage<LeaseSet> setOverride(
      ViewerId viewer, @Nullable ViewerOverride override, Instant now) {
    return answer(
        () ->
            starts
                .inTurn(viewer, () -> new OverrideOperation(parts, viewer, override, now).set())
                .thenCompose(item -> parts.set(viewer, item)));
  }

  @Override
  public CompletionStage<StreamDecision.OfEnd> terminate(
      ViewerId viewer, StreamId id, Termination by, Instant now) {
    return answer(() -> new MemberOperation(parts, viewer, id, now).terminate(by));
  }

  @Override
  public CompletionStage<OperatorDecision.Terminated> terminateAll(
      ViewerId viewer, Termination by, Instant now) {
    return answer(
        () -> starts.inTurn(viewer, () -> new EndAllOperation(parts, viewer, by, now).endAll()));
  }

  @Override
  public CompletionStage<OperatorDecision.Erased> erase(
      ViewerId viewer, Termination by, Instant now) {
    return answer(
        () -> starts.inTurn(viewer, () -> new ErasureOperation(parts, viewer, by, now).erase()));
  }

  @Override
  public CompletionStage<LeaseSet> read(ViewerId viewer) {
    return answer(
        () ->
            parts
                .read(viewer, Priority.NORMAL, parts.table().clock().instant())
                .thenCompose(item -> parts.set(viewer, item)));
  }

  /** The item is enough: it has the tombstones too, and large details are not needed. */
  @Override
  public CompletionStage<Boolean> isReplay(ViewerId viewer, StreamId id, Instant now) {
    return answer(() -> parts.show(viewer, now).thenApply(item -> item.set().isReplay(id, now)));
  }

  @Override
  public CompletionStage<Optional<Stream>> find(ViewerId viewer, StreamId id, Instant now) {
    return answer(() -> parts.find(viewer, id, now));
  }

  @Override
  public CompletionStage<Optional<StreamDecision.Kept>> peek(ViewerId viewer, StreamId id) {
    return answer(
        () ->
            parts
                .table()
                .readEventually(viewer)
                .thenApply(item -> item.judgedAt(parts.table().clock().instant()))
                .thenCompose(item -> peek(viewer, item, id)));
  }

  private CompletionStage<Optional<StreamDecision.Kept>> peek(
      ViewerId viewer, ViewerItem item, StreamId id) {
    var member = item.member(id);
    return member.isEmpty() || item.isFromTheFuture(id)
        ? CompletableFuture.completedStage(Optional.empty())
        : parts
            .largeDetails()
            .urgent()
            .whole(viewer, member.get())
            .thenApply(whole -> Optional.of(new StreamDecision.Kept(whole, item.set())));
  }

  @Override
  public CompletionStage<List<Ended>> history(ViewerId viewer, HistoryPage page, Instant now) {
    return answer(() -> parts.history().page(viewer, page, now));
  }

  /**
   * Retries failed checks, and returns how many expired members this node has recorded since the
   * last sweep. Operations record them on the way, because the table cannot be searched for them.
   */
  @Override
  public CompletionStage<Integer> sweep(Instant now) {
    return answer(
        () ->
            schema
                .checkAgain()
                .thenCompose(_ -> parts.table().probe())
                .thenApply(_ -> parts.outbox().takeExpired()));
  }

  @Override
  public StoreHealth health() {
    return closed ? SchemaWatch.health(State.NODE_AT_FAULT, "closed") : schema.health();
  }

  @Override
  public void close() {
    closed = true;
    inFlight.awaitNone(CLOSE_TIMEOUT);
    parts.table().close();
  }

  private <T> CompletionStage<T> answer(Supplier<CompletionStage<T>> operation) {
    if (closed) {
      return CompletableFuture.failedStage(StoreUnavailable.rejected("the store is closed"));
    }
    inFlight.begin();
    return time.known()
        .thenCompose(_ -> operation.get())
        .handle(
            (answer, failure) -> {
              inFlight.end();
              if (failure != null) {
                throw unavailable(failure);
              }
              return answer;
            });
  }

  /** A failure that is not the table's means an item that this version cannot read. */
  private static StoreUnavailable unavailable(Throwable failure) {
    var cause = Causes.of(failure);
    return cause instanceof StoreUnavailable known
        ? known
        : StoreUnavailable.underWay("an item of the table cannot be read: " + cause, cause);
  }
}
