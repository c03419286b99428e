package io.streamgate.store.dynamodb.table;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.streamgate.failure.Causes;
import io.streamgate.store.dynamodb.item.RowKeys;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * Checks the table's keys, time to live and replication, and can create the table.
 *
 * <p>Two kinds of table have no time to live: those of some engines that are not DynamoDB, and
 * global tables with strong consistency across Regions. Streamgate runs on both.
 */
public final class Schema {

  /** The state of the table. */
  public sealed interface TableState {

    /** The table is usable. */
    record Fits() implements TableState {}

    /** The table does not exist. */
    record Absent() implements TableState {}

    /** The table is not usable; {@code why} says what to change. */
    record Wrong(String why) implements TableState {}

    /** The table is usable, but nothing can delete its expired items: see {@link Schema}. */
    record WithoutTimeToLive() implements TableState {}

    /**
     * A global table in which the last writer wins: usable from one Region only. Two Regions would
     * both admit the last stream, and the condition of each would hold.
     */
    record LastWriterWins() implements TableState {}

    /** The check failed because of {@code why}; a retry may succeed. */
    record Unreachable(String why) implements TableState {}
  }

  private static final Duration ATTEMPT = Duration.ofSeconds(3);
  private static final Duration CALL = Duration.ofSeconds(6);
  private static final int CREATION_CHECKS = 120;
  private static final int BAD_REQUEST = 400;
  private static final String KEYS = "pk S HASH, sk S RANGE";
  private static final Executor SOON =
      CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS, Runnable::run);
  private static final String NO_SUCH_OPERATION = "UnknownOperationException";
  private static final AwsRequestOverrideConfiguration DEADLINES =
      AwsRequestOverrideConfiguration.builder()
          .apiCallAttemptTimeout(ATTEMPT)
          .apiCallTimeout(CALL)
          .build();

  private final DynamoDbAsyncClient client;
  private final String table;

  /** The schema of {@code table}. */
  public Schema(DynamoDbAsyncClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** Checks the table. The stage does not fail. */
  public CompletionStage<TableState> check() {
    return describe().thenCompose(this::judge).exceptionally(this::failure);
  }

  /** Creates a missing table and enables its time to live. The stage does not fail. */
  public CompletionStage<TableState> create() {
    return client
        .createTable(
            request ->
                request
                    .tableName(table)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(text(RowKeys.PARTITION), text(RowKeys.SORT))
                    .keySchema(
                        key(RowKeys.PARTITION, KeyType.HASH), key(RowKeys.SORT, KeyType.RANGE))
                    .overrideConfiguration(DEADLINES))
        .handle(
            (_, failure) ->
                failure == null || Causes.of(failure) instanceof ResourceInUseException
                    ? active(CREATION_CHECKS)
                    : CompletableFuture.<TableDescription>failedStage(failure))
        .thenCompose(stage -> stage)
        .thenCompose(this::expiring)
        .exceptionally(this::failure);
  }

  /** Enables the time to live, unless the table exists with other keys. */
  private CompletionStage<TableState> expiring(TableDescription description) {
    return keys(description).equals(KEYS)
        ? timeToLive().thenCompose(ttl -> isOn(ttl) ? check() : withTimeToLive())
        : judge(description);
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private CompletionStage<TableDescription> active(int checks) {
    return describe()
        .thenCompose(
            description ->
                description.tableStatus() == TableStatus.CREATING && checks > 0
                    ? CompletableFuture.supplyAsync(() -> active(checks - 1), SOON)
                        .thenCompose(next -> next)
                    : CompletableFuture.completedStage(description));
  }

  private CompletionStage<TableState> withTimeToLive() {
    return client
        .updateTimeToLive(
            request ->
                request
                    .tableName(table)
                    .timeToLiveSpecification(ttl -> ttl.attributeName(RowKeys.TTL).enabled(true))
                    .overrideConfiguration(DEADLINES))
        .handle((_, failure) -> failure)
        .thenCompose(
            failure ->
                failure != null && isUnknownOperation(Causes.of(failure))
                    ? CompletableFuture.completedStage(new TableState.WithoutTimeToLive())
                    : check());
  }

  private CompletionStage<TableDescription> describe() {
    return client
        .describeTable(request -> request.tableName(table).overrideConfiguration(DEADLINES))
        .thenApply(answer -> answer.table());
  }

  private CompletionStage<TimeToLiveDescription> timeToLive() {
    return client
        .describeTimeToLive(request -> request.tableName(table).overrideConfiguration(DEADLINES))
        .thenApply(answer -> answer.timeToLiveDescription());
  }

  private CompletionStage<TableState> judge(TableDescription description) {
    var keys = keys(description);
    if (!keys.equals(KEYS)) {
      return CompletableFuture.completedStage(
          new TableState.Wrong(
              "table %s has the keys %s, not %s: name another table".formatted(table, keys, KEYS)));
    }
    return timeToLive().thenApply(ttl -> state(Replication.of(description), isOn(ttl)));
  }

  private TableState state(Replication replication, boolean expires) {
    if (replication == Replication.STRONG) {
      return new TableState.WithoutTimeToLive();
    } else if (!expires) {
      return new TableState.Wrong(
          "table %s has no time to live in attribute %s: enable it, or the items of"
                  .formatted(table, RowKeys.TTL)
              + " idle viewers are never deleted");
    }
    return replication == Replication.NONE
        ? new TableState.Fits()
        : new TableState.LastWriterWins();
  }

  /** As {@code pk S HASH, sk S RANGE}. */
  private static String keys(TableDescription description) {
    var types =
        description.attributeDefinitions().stream()
            .collect(
                toMap(
                    AttributeDefinition::attributeName,
                    AttributeDefinition::attributeTypeAsString));
    return description.keySchema().stream()
        .map(
            key ->
                "%s %s %s"
                    .formatted(
                        key.attributeName(), types.get(key.attributeName()), key.keyTypeAsString()))
        .collect(joining(", "));
  }

  private static boolean isOn(TimeToLiveDescription ttl) {
    var status = ttl.timeToLiveStatus();
    return RowKeys.TTL.equals(ttl.attributeName())
        && (status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING);
  }

  private TableState failure(Throwable failure) {
    var cause = Causes.of(failure);
    return switch (cause) {
      case ResourceNotFoundException _ -> new TableState.Absent();
      case AwsServiceException refused when isDenied(refused) ->
          new TableState.Wrong(
              "AWS refuses to describe table %s: %s".formatted(table, Faults.firstLine(refused)));
      default ->
          new TableState.Unreachable(
              Faults.describe(table, cause) + ": " + Faults.firstLine(cause));
    };
  }

  /** Whether the request was understood and will be refused again. */
  private static boolean isDenied(AwsServiceException refused) {
    return refused.statusCode() == BAD_REQUEST && !refused.isThrottlingException();
  }

  private static boolean isUnknownOperation(Throwable failure) {
    return failure instanceof AwsServiceException refused
        && refused.awsErrorDetails() != null
        && NO_SUCH_OPERATION.equals(refused.awsErrorDetails().errorCode());
  }
}
