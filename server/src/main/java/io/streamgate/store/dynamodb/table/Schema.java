package io.streamgate.store.dynamodb.table;

import io.streamgate.failure.Causes;
import io.streamgate.store.dynamodb.item.RowKeys;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** The table's form: its keys, its time to live. Looks at it, and can create it. */
public final class Schema {

  /** What there is. */
  public sealed interface TableState {

    /** The table is as it should be. */
    record Fits() implements TableState {}

    /** There is no table. */
    record Absent() implements TableState {}

    /** The table will not do; {@code why} says what to change. */
    record Wrong(String why) implements TableState {}

    /** The table is as it should be, but its engine knows no time to live: it is no DynamoDB. */
    record WithoutTimeToLive() implements TableState {}

    /** Nobody could tell: {@code why}. Later perhaps. */
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
  private static final AwsRequestOverrideConfiguration PATIENTLY =
      AwsRequestOverrideConfiguration.builder()
          .apiCallAttemptTimeout(ATTEMPT)
          .apiCallTimeout(CALL)
          .build();

  private final DynamoDbAsyncClient client;
  private final String table;

  /** The form of that table. */
  public Schema(DynamoDbAsyncClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** Looks at the table. Does not fail. */
  public CompletionStage<TableState> check() {
    return describe().thenCompose(this::judge).exceptionally(this::failure);
  }

  /** Creates the table if there is none, and switches its time to live on. Does not fail. */
  public CompletionStage<TableState> create() {
    return client
        .createTable(creation())
        .<Object>thenApply(created -> created)
        .exceptionally(failure -> unless(ResourceInUseException.class, failure))
        .thenCompose(_ -> active(CREATION_CHECKS))
        .thenCompose(this::forgetting)
        .exceptionally(this::failure);
  }

  /** A table that was there is left as it is, unless it has the right keys. */
  private CompletionStage<TableState> forgetting(TableDescription description) {
    return keys(description).equals(KEYS)
        ? timeToLive().thenCompose(ttl -> isOn(ttl) ? check() : withTimeToLive())
        : judge(description);
  }

  private CreateTableRequest creation() {
    return CreateTableRequest.builder()
        .tableName(table)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(text(RowKeys.PARTITION), text(RowKeys.SORT))
        .keySchema(key(RowKeys.PARTITION, KeyType.HASH), key(RowKeys.SORT, KeyType.RANGE))
        .overrideConfiguration(PATIENTLY)
        .build();
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
            description -> {
              if (description.tableStatus() != TableStatus.CREATING || checks == 0) {
                return CompletableFuture.completedStage(description);
              }
              return CompletableFuture.supplyAsync(() -> active(checks - 1), SOON)
                  .thenCompose(next -> next);
            });
  }

  private CompletionStage<TableState> withTimeToLive() {
    var request =
        UpdateTimeToLiveRequest.builder()
            .tableName(table)
            .timeToLiveSpecification(ttl -> ttl.attributeName(RowKeys.TTL).enabled(true))
            .overrideConfiguration(PATIENTLY)
            .build();
    return client
        .updateTimeToLive(request)
        .handle((_, failure) -> failure)
        .thenCompose(
            failure ->
                failure != null && isUnknownOperation(Causes.of(failure))
                    ? CompletableFuture.completedStage(new TableState.WithoutTimeToLive())
                    : check());
  }

  private CompletionStage<TableDescription> describe() {
    var request =
        DescribeTableRequest.builder().tableName(table).overrideConfiguration(PATIENTLY).build();
    return client.describeTable(request).thenApply(answer -> answer.table());
  }

  private CompletionStage<TimeToLiveDescription> timeToLive() {
    var request =
        DescribeTimeToLiveRequest.builder()
            .tableName(table)
            .overrideConfiguration(PATIENTLY)
            .build();
    return client.describeTimeToLive(request).thenApply(answer -> answer.timeToLiveDescription());
  }

  private CompletionStage<TableState> judge(TableDescription description) {
    var keys = keys(description);
    if (!keys.equals(KEYS)) {
      return CompletableFuture.completedStage(
          new TableState.Wrong(
              "table %s has the keys %s, not %s: name another table".formatted(table, keys, KEYS)));
    }
    return timeToLive()
        .thenApply(
            ttl ->
                isOn(ttl)
                    ? new TableState.Fits()
                    : new TableState.Wrong(
                        "table %s has no time to live in attribute %s: switch it on, or what idle"
                                .formatted(table, RowKeys.TTL)
                            + " viewers leave behind stays for ever"));
  }

  /** As {@code pk S HASH, sk S RANGE}. */
  private static String keys(TableDescription description) {
    var types =
        description.attributeDefinitions().stream()
            .collect(
                Collectors.toMap(
                    AttributeDefinition::attributeName,
                    AttributeDefinition::attributeTypeAsString));
    return description.keySchema().stream()
        .map(
            key ->
                "%s %s %s"
                    .formatted(
                        key.attributeName(), types.get(key.attributeName()), key.keyTypeAsString()))
        .collect(Collectors.joining(", "));
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
          new TableState.Unreachable(Faults.told(table, cause) + ": " + Faults.firstLine(cause));
    };
  }

  /** The request arrived and was understood, and will be refused again. */
  private static boolean isDenied(AwsServiceException refused) {
    return refused.statusCode() == BAD_REQUEST && !refused.isThrottlingException();
  }

  private static boolean isUnknownOperation(Throwable failure) {
    return failure instanceof AwsServiceException refused
        && refused.awsErrorDetails() != null
        && NO_SUCH_OPERATION.equals(refused.awsErrorDetails().errorCode());
  }

  private static Object unless(Class<? extends Exception> tolerated, Throwable failure) {
    if (tolerated.isInstance(Causes.of(failure))) {
      return tolerated;
    }
    throw new CompletionException(Causes.of(failure));
  }
}
