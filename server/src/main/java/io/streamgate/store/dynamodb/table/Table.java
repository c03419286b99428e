package io.streamgate.store.dynamodb.table;

import io.streamgate.failure.Causes;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.dynamodb.item.RowKeys;
import io.streamgate.store.dynamodb.item.ViewerItem;
import io.streamgate.store.dynamodb.item.expression.ItemUpdate;
import io.streamgate.store.shared.ClockWatch;
import io.streamgate.store.shared.Priority;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The only class that calls the table. Every stage fails only with {@link StoreUnavailable}. The
 * client has the deadlines and retries. Any thread may call.
 */
public final class Table {

  /** The outcome of a call whose only purpose is to write or delete a row under a condition. */
  public enum Condition {
    MET,
    UNMET,

    /** An earlier attempt, whose answer was lost, may have met it. */
    UNMET_WHEN_REPEATED
  }

  private final DynamoDbAsyncClient client;
  private final Requests requests;
  private final String name;
  private final Calls calls;
  private final Tally tally;
  private final ClockWatch clock;

  /** The table {@code name}, with at most {@code inFlight} calls in flight. */
  public Table(DynamoDbAsyncClient client, String name, int inFlight, Observer observer) {
    this.client = client;
    this.requests = new Requests(name);
    this.name = name;
    this.calls = new Calls(name, inFlight, observer.tally);
    this.tally = observer.tally;
    this.clock = observer.clockWatch;
  }

  /** Updates a viewer's live item if the condition holds. */
  public CompletionStage<UpdateOutcome> update(
      ViewerId viewer, ItemUpdate change, Priority priority) {
    var request = requests.update(viewer, change);
    return calls
        .send(priority, () -> client.updateItem(request))
        .handle(
            (answer, failure) -> {
              if (failure == null) {
                calls.succeeded();
                tally.consumedByWrite(answer.consumedCapacity());
                return CompletableFuture.<UpdateOutcome>completedStage(
                    new UpdateOutcome.Applied(ViewerItem.of(answer.attributes())));
              }
              if (Causes.of(failure) instanceof ConditionalCheckFailedException unmet) {
                calls.succeeded();
                tally.conflicts.increment();
                return found(viewer, unmet, priority)
                    .<UpdateOutcome>thenApply(
                        item -> new UpdateOutcome.Unmet(item, Calls.attempts(unmet) > 1));
              }
              return CompletableFuture.<UpdateOutcome>failedStage(calls.failed(failure));
            })
        .thenCompose(stage -> stage);
  }

  /** The item comes with the failure, unless there is none or the engine does not support it. */
  private CompletionStage<ViewerItem> found(
      ViewerId viewer, ConditionalCheckFailedException unmet, Priority priority) {
    return unmet.hasItem()
        ? CompletableFuture.completedStage(ViewerItem.of(unmet.item()))
        : read(viewer, priority);
  }

  /** Reads a viewer's live item, with strong consistency. */
  public CompletionStage<ViewerItem> read(ViewerId viewer, Priority priority) {
    return get(requests.strongGet(RowKeys.live(viewer)), priority).thenApply(ViewerItem::of);
  }

  /** Reads a viewer's live item at half the price; it may be out of date, mostly by under 1 s. */
  public CompletionStage<ViewerItem> readEventually(ViewerId viewer) {
    var request = requests.eventualGet(RowKeys.live(viewer));
    return get(request, Priority.URGENT).thenApply(ViewerItem::of);
  }

  /** Reads a row, with strong consistency. */
  public CompletionStage<Optional<Map<String, AttributeValue>>> row(
      Map<String, AttributeValue> key, Priority priority) {
    return get(requests.strongGet(key), priority)
        .thenApply(row -> row.isEmpty() ? Optional.empty() : Optional.of(row));
  }

  private CompletionStage<Map<String, AttributeValue>> get(
      GetItemRequest request, Priority priority) {
    return calls
        .ask(
            priority,
            () -> client.getItem(request),
            answer -> tally.consumedByRead(answer.consumedCapacity()))
        .thenApply(answer -> answer.item());
  }

  /**
   * Calls the table if the last call failed or this node's clock was off: a node that is not ready
   * gets no requests, and would not notice a recovery.
   */
  public CompletionStage<Void> probe() {
    return fault().isEmpty() && !clock.isOff()
        ? CompletableFuture.completedStage(null)
        : ping(Priority.NORMAL);
  }

  /** Calls the table, which costs half a read unit. */
  public CompletionStage<Void> ping(Priority priority) {
    return get(requests.eventualGet(RowKeys.PROBE), priority).thenAccept(_ -> {});
  }

  /** The table's schema. */
  public Schema schema() {
    return new Schema(client, name);
  }

  /** Writes an immutable row unless it exists: the first writer knew the most. */
  public CompletionStage<Void> putIfAbsent(Map<String, AttributeValue> row, Priority priority) {
    var request = requests.putIfAbsent(row);
    return calls
        .askIf(
            priority,
            () -> client.putItem(request),
            answer -> tally.consumedByWrite(answer.consumedCapacity()))
        .thenAccept(_ -> {});
  }

  /** Removes a row if it exists. */
  public CompletionStage<Void> delete(Map<String, AttributeValue> key, Priority priority) {
    var request = requests.delete(key);
    return calls
        .ask(
            priority,
            () -> client.deleteItem(request),
            answer -> tally.consumedByWrite(answer.consumedCapacity()))
        .thenAccept(_ -> {});
  }

  /** Reads rows with descending sort keys: {@code range} says of which partition, and which. */
  public CompletionStage<RowPage> newest(Map<String, AttributeValue> range, int size) {
    return page(requests.newest(range, size));
  }

  /** Sends a query. */
  CompletionStage<RowPage> page(QueryRequest request) {
    return calls
        .ask(
            Priority.NORMAL,
            () -> client.query(request),
            answer -> tally.consumedByRead(answer.consumedCapacity()))
        .thenApply(answer -> new RowPage(answer.items(), !answer.hasLastEvaluatedKey()));
  }

  /** Replaces a row if the condition holds. */
  CompletionStage<Condition> replace(PutItemRequest request) {
    return calls.askIf(
        Priority.NORMAL,
        () -> client.putItem(request),
        answer -> tally.consumedByWrite(answer.consumedCapacity()));
  }

  /** Removes a row if the condition holds. */
  CompletionStage<Condition> delete(DeleteItemRequest request) {
    return calls.askIf(
        Priority.NORMAL,
        () -> client.deleteItem(request),
        answer -> tally.consumedByWrite(answer.consumedCapacity()));
  }

  /** Why the last call failed; empty if it did not. */
  public Optional<String> fault() {
    return calls.fault();
  }

  /** The time of this node, and how far its clock is off. */
  public ClockWatch clock() {
    return clock;
  }

  /** How many calls are in flight. */
  public int inFlight() {
    return calls.inFlight();
  }

  /** The calls so far, and their cost. */
  public Tally tally() {
    return tally;
  }

  /** Builds requests to this table. */
  Requests requests() {
    return requests;
  }

  /** The table's name. */
  public String name() {
    return name;
  }

  /** Rejects further calls, and closes the client once those in flight are over. */
  public void close() {
    calls.close();
    client.close();
  }
}
