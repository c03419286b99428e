package io.streamgate.store.dynamodb;

import io.streamgate.failure.Causes;
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
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Stream;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.StoreHealth;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.dynamodb.item.ViewerItem;
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

/**
 * Keeps leases in a DynamoDB table that any number of nodes share, and nothing in the node.
 *
 * <p>A viewer is one item, so that a conditional update of it is all the atomicity that is needed:
 * no transaction, no lock, no leader. A start, a heartbeat and an end are one call each where
 * nothing is in their way. Nobody sweeps: an item whose viewer does not come back is dropped by the
 * table itself.
 */
public final class DynamoDbLeaseStore implements Peeking {

  /** For what was accepted to complete at a close: longer than any setting lets a call take. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** For other starts of a viewer on this node: about as long as a call may take. */
  private static final Duration WAIT_FOR_OTHERS = Duration.ofSeconds(2);

  private final Collaborators parts;
  private final SchemaWatch schema;
  private final StartQueue starts = new StartQueue(WAIT_FOR_OTHERS);
  private final InFlight inFlight = new InFlight();
  private volatile boolean closed;

  /** A store that keeps ended streams for {@code retention}; closes the table with itself. */
  public DynamoDbLeaseStore(Table table, Duration retention) {
    this(table, retention, Delay.REAL);
  }

  DynamoDbLeaseStore(Table table, Duration retention, Delay delay) {
    this.parts = Collaborators.of(table, inFlight, retention, delay);
    this.schema = new SchemaWatch(table);
  }

  /**
   * Makes sure that the table has the right form. Blocks until it answers, some seconds at the
   * most: one that does not answer may be right, and is looked at again at every {@link #sweep}.
   *
   * @throws TableUnusable where there is no table, or one that will not do
   */
  public void checkTable(TableCreation creation) throws TableUnusable {
    schema.begin(creation);
  }

  @Override
  public CompletionStage<StartDecision> start(
      ViewerId viewer, Start start, Rules rules, Instant now) {
    return answer(
        () ->
            starts.inTurn(
                viewer, () -> new StartOperation(parts, viewer, start, rules, now).start()));
  }

  @Override
  public CompletionStage<StreamDecision.OfRenewal> renew(
      ViewerId viewer, StreamId id, Heartbeat heartbeat, Instant now) {
    return answer(() -> new MemberOperation(parts, viewer, id, now).renew(heartbeat));
  }

  @Override
  public CompletionStage<StreamDecision.OfAmendment> amend(
      ViewerId viewer, StreamId id, Amendment amendment, Instant now) {
    return answer(() -> new MemberOperation(parts, viewer, id, now).amend(amendment));
  }

  @Override
  public CompletionStage<StreamDecision.OfEnd> end(ViewerId viewer, StreamId id, Instant now) {
    return answer(() -> new MemberOperation(parts, viewer, id, now).end());
  }

  @Override
  public CompletionStage<LeaseSet> read(ViewerId viewer) {
    return answer(
        () ->
            parts
                .table()
                .read(viewer, Priority.NORMAL)
                .thenCompose(
                    item ->
                        parts
                            .largeDetails()
                            .whole(viewer, item.members())
                            .thenApply(members -> new LeaseSet(members, item.ended()))));
  }

  @Override
  public CompletionStage<Optional<Stream>> find(ViewerId viewer, StreamId id, Instant now) {
    return answer(
        () ->
            parts
                .table()
                .read(viewer, Priority.NORMAL)
                .thenCompose(item -> find(viewer, item, id, now)));
  }

  @Override
  public CompletionStage<Optional<StreamDecision.Kept>> peek(ViewerId viewer, StreamId id) {
    return answer(
        () ->
            parts
                .table()
                .readEventually(viewer)
                .thenCompose(
                    item ->
                        item.member(id.sid())
                            .filter(member -> member.id().equals(id))
                            .map(member -> kept(viewer, item, member))
                            .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()))));
  }

  private CompletionStage<Optional<StreamDecision.Kept>> kept(
      ViewerId viewer, ViewerItem item, Member member) {
    return parts
        .largeDetails()
        .urgent()
        .whole(viewer, member)
        .thenApply(whole -> Optional.of(new StreamDecision.Kept(whole, item.set())));
  }

  private CompletionStage<Optional<Stream>> find(
      ViewerId viewer, ViewerItem item, StreamId id, Instant now) {
    return item.member(id.sid())
        .filter(member -> member.id().equals(id) && !member.isOverAt(now))
        .map(
            member ->
                parts
                    .largeDetails()
                    .whole(viewer, member)
                    .thenApply(whole -> Optional.<Stream>of(whole)))
        .orElseGet(
            () ->
                parts
                    .history()
                    .find(viewer, item, id, now)
                    .thenApply(found -> found.map(ended -> ended)));
  }

  @Override
  public CompletionStage<List<Ended>> history(ViewerId viewer, HistoryPage page, Instant now) {
    return answer(() -> parts.history().page(viewer, page, now));
  }

  /**
   * Tells how many members this node has put on record as ended by time. It does so where it meets
   * them: the table cannot be searched for them, and drops by itself what is old.
   */
  @Override
  public CompletionStage<Integer> sweep(Instant now) {
    return answer(
        () ->
            schema
                .again()
                .thenCompose(_ -> parts.table().probe())
                .thenApply(_ -> parts.outbox().expired()));
  }

  @Override
  public StoreHealth health() {
    var table = parts.table();
    var census = new StoreHealth.Census.Unknown();
    if (closed) {
      return new StoreHealth(StoreHealth.State.NODE_AT_FAULT, "closed", census);
    }
    if (table.isClockOff()) {
      return new StoreHealth(
          StoreHealth.State.NODE_AT_FAULT,
          "this node's clock is %d ms ahead of the table's"
              .formatted(table.clockAhead().toMillis()),
          census);
    }
    return table
        .fault()
        .or(schema::concern)
        .map(fault -> new StoreHealth(StoreHealth.State.SHARED_AT_FAULT, fault, census))
        .orElseGet(
            () -> new StoreHealth(StoreHealth.State.SERVING, "in table " + table.name(), census));
  }

  @Override
  public void close() {
    closed = true;
    inFlight.awaitNone(PATIENCE);
    parts.table().close();
  }

  private <T> CompletionStage<T> answer(Supplier<CompletionStage<T>> operation) {
    if (closed) {
      return CompletableFuture.failedStage(StoreUnavailable.rejected("the store is closed"));
    }
    inFlight.begin();
    return asked(operation)
        .handle(
            (answer, failure) -> {
              inFlight.end();
              if (failure != null) {
                throw unavailable(failure);
              }
              return answer;
            });
  }

  /** What is not the table's failure is an item that this version cannot read. */
  private static <T> CompletionStage<T> asked(Supplier<CompletionStage<T>> operation) {
    try {
      return operation.get();
    } catch (RuntimeException unreadable) {
      return CompletableFuture.failedStage(unreadable);
    }
  }

  private static StoreUnavailable unavailable(Throwable failure) {
    var cause = Causes.of(failure);
    return cause instanceof StoreUnavailable known
        ? known
        : StoreUnavailable.underWay("an item of the table cannot be read: " + cause, cause);
  }
}
