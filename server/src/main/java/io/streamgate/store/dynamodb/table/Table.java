package io.streamgate.store.dynamodb.table;

import io.streamgate.failure.Causes;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.dynamodb.item.ItemUpdate;
import io.streamgate.store.dynamodb.item.RowKeys;
import io.streamgate.store.dynamodb.item.ViewerItem;
import io.streamgate.store.shared.CallLimit;
import io.streamgate.store.shared.ClockWatch;
import io.streamgate.store.shared.Priority;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/**
 * The table, and the only place that calls it. Every stage fails with {@link StoreUnavailable} or
 * not at all. Deadlines and retries are the client's. Any thread may call.
 */
public final class Table {

  private final DynamoDbAsyncClient client;
  private final Requests requests;
  private final String name;
  private final CallLimit callLimit;
  private final Tally tally;
  private final ClockWatch clockWatch;
  private volatile @Nullable String fault;
  private volatile boolean closed;

  /** The table of that name, with {@code inFlight} calls to it under way at the most. */
  public Table(DynamoDbAsyncClient client, String name, int inFlight, Observer observer) {
    this.client = client;
    this.requests = new Requests(name);
    this.name = name;
    this.callLimit = new CallLimit(inFlight);
    this.tally = observer.tally();
    this.clockWatch = observer.clockWatch();
  }

  /** Makes a change of a viewer's live item if its condition holds. */
  public CompletionStage<UpdateOutcome> update(
      ViewerId viewer, ItemUpdate change, Priority priority) {
    var request = requests.update(viewer, change);
    return send(priority, () -> client.updateItem(request))
        .handle(
            (answer, failure) -> {
              if (failure == null) {
                fault = null;
                tally.consumedByWrite(answer.consumedCapacity());
                UpdateOutcome applied =
                    new UpdateOutcome.Applied(ViewerItem.of(answer.attributes()));
                return CompletableFuture.completedStage(applied);
              }
              if (Causes.of(failure) instanceof ConditionalCheckFailedException unmet) {
                fault = null;
                tally.conflicted();
                return found(viewer, unmet, priority)
                    .<UpdateOutcome>thenApply(
                        item -> new UpdateOutcome.Unmet(item, isRepeated(unmet)));
              }
              return CompletableFuture.<UpdateOutcome>failedStage(failed(failure));
            })
        .thenCompose(stage -> stage);
  }

  /** The item comes with the refusal, unless there is none or the engine does not know how. */
  private CompletionStage<ViewerItem> found(
      ViewerId viewer, ConditionalCheckFailedException unmet, Priority priority) {
    return unmet.hasItem()
        ? CompletableFuture.completedStage(ViewerItem.of(unmet.item()))
        : read(viewer, priority);
  }

  private static boolean isRepeated(ConditionalCheckFailedException unmet) {
    var attempts = unmet.numAttempts();
    return attempts != null && attempts > 1;
  }

  /** A viewer's live item, with all that was changed before. */
  public CompletionStage<ViewerItem> read(ViewerId viewer, Priority priority) {
    return get(requests.strongGet(RowKeys.live(viewer)), priority).thenApply(ViewerItem::of);
  }

  /** A viewer's live item as it was some time ago, mostly less than a second, at half the price. */
  public CompletionStage<ViewerItem> readEventually(ViewerId viewer) {
    return get(requests.eventualGet(RowKeys.live(viewer)), Priority.URGENT)
        .thenApply(ViewerItem::of);
  }

  /** The row of that key, with all that was changed before. */
  public CompletionStage<Optional<Map<String, AttributeValue>>> row(
      Map<String, AttributeValue> key, Priority priority) {
    return get(requests.strongGet(key), priority)
        .thenApply(row -> row.isEmpty() ? Optional.empty() : Optional.of(row));
  }

  private CompletionStage<Map<String, AttributeValue>> get(
      GetItemRequest request, Priority priority) {
    return ask(
            priority,
            () -> client.getItem(request),
            answer -> tally.consumedByRead(answer.consumedCapacity()))
        .thenApply(answer -> answer.item());
  }

  /**
   * Finds out whether the table answers again, where the last call has failed, and whether this
   * node's clock is right again, where it was off: a node that is not ready is asked nothing, and
   * would hear of neither.
   */
  public CompletionStage<Void> probe() {
    return fault == null && !isClockOff()
        ? CompletableFuture.completedStage(null)
        : get(requests.eventualGet(RowKeys.PROBE), Priority.NORMAL).thenAccept(_ -> {});
  }

  /** Its form. */
  public Schema schema() {
    return new Schema(client, name);
  }

  /** Writes a row that never changes, unless it is there: the first to write it knew the most. */
  public CompletionStage<Void> putIfAbsent(Map<String, AttributeValue> row, Priority priority) {
    var request = requests.putIfAbsent(row);
    return send(priority, () -> client.putItem(request))
        .handle(
            (answer, failure) -> {
              if (failure == null) {
                tally.consumedByWrite(answer.consumedCapacity());
              } else if (Causes.of(failure) instanceof ConditionalCheckFailedException) {
                tally.conflicted();
              } else {
                throw failed(failure);
              }
              fault = null;
              return null;
            });
  }

  /** Removes a row, where it is there. */
  public CompletionStage<Void> delete(Map<String, AttributeValue> key, Priority priority) {
    var request = requests.delete(key);
    return ask(
            priority,
            () -> client.deleteItem(request),
            answer -> tally.consumedByWrite(answer.consumedCapacity()))
        .thenAccept(_ -> {});
  }

  /**
   * Rows of a viewer's history, the newest id first, from {@code last} on down, or from the top.
   */
  public CompletionStage<HistoryRows> history(ViewerId viewer, @Nullable StreamId last, int size) {
    var request = requests.history(viewer, last, size);
    return ask(
            Priority.NORMAL,
            () -> client.query(request),
            answer -> tally.consumedByRead(answer.consumedCapacity()))
        .thenApply(answer -> new HistoryRows(answer.items(), !answer.hasLastEvaluatedKey()));
  }

  private <T> CompletionStage<T> ask(
      Priority priority, Supplier<CompletableFuture<T>> call, Consumer<T> cost) {
    return send(priority, call)
        .handle(
            (answer, failure) -> {
              if (failure != null) {
                throw failed(failure);
              }
              fault = null;
              cost.accept(answer);
              return answer;
            });
  }

  private <T> CompletionStage<T> send(Priority priority, Supplier<CompletableFuture<T>> call) {
    if (closed) {
      return CompletableFuture.failedStage(StoreUnavailable.rejected("the store is closed"));
    }
    if (!callLimit.enter(priority)) {
      return CompletableFuture.failedStage(
          StoreUnavailable.rejected("too many calls to table " + name + " are under way"));
    }
    return called(call).whenComplete((_, _) -> callLimit.leave());
  }

  /** The SDK throws what it can tell before it calls: that it finds no credentials, for one. */
  private static <T> CompletableFuture<T> called(Supplier<CompletableFuture<T>> call) {
    try {
      return call.get();
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private StoreUnavailable failed(Throwable failure) {
    var unavailable = Faults.unavailable(name, failure);
    if (unavailable.mayHaveHappened()) {
      fault = String.valueOf(unavailable.getMessage());
    }
    return unavailable;
  }

  /** Why the last call failed, or nothing where it did not. */
  public Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  /** How far this node's clock is ahead of the table's; negative where it is behind. */
  public Duration clockAhead() {
    return clockWatch.ahead();
  }

  /** Whether this node's clock is too far off to judge leases by. */
  public boolean isClockOff() {
    return clockWatch.isOff();
  }

  /** How many calls are under way. */
  public int inFlight() {
    return callLimit.taken();
  }

  /** What was asked, and what it cost. */
  public Tally tally() {
    return tally;
  }

  /** The table's name. */
  public String name() {
    return name;
  }

  /** Takes no more calls, and closes the client once those under way are over. */
  public void close() {
    closed = true;
    client.close();
  }
}
