package io.streamgate.engines;

import io.streamgate.testing.Until;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;

/** Tables as an operator creates them for Streamgate. */
final class Tables {

  private static final Duration CREATION = Duration.ofSeconds(20);
  private static final String UNKNOWN = "UnknownOperationException";

  private Tables() {}

  /** Creates a table with time to live in {@code ttl}, and returns its name. */
  static String createForgetting(DynamoDbAsyncClient client) {
    var table = create(client);
    forgetByTtl(client, table);
    return table;
  }

  /** Creates a table without time to live, waits until it is active, and returns its name. */
  static String create(DynamoDbAsyncClient client) {
    var table = "streamgate-" + UUID.randomUUID();
    client
        .createTable(
            request ->
                request
                    .tableName(table)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(text("pk"), text("sk"))
                    .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)))
        .join();
    Until.holds(CREATION, () -> table + " is active", () -> isActive(client, table));
    return table;
  }

  private static boolean isActive(DynamoDbAsyncClient client, String table) {
    var answer = client.describeTable(request -> request.tableName(table)).join();
    return answer.table().tableStatus() == TableStatus.ACTIVE;
  }

  /** Enables time to live, if the engine supports it. */
  private static void forgetByTtl(DynamoDbAsyncClient client, String table) {
    update(client, table, TimeToLiveSpecification.builder().attributeName("ttl").enabled(true));
  }

  /** Disables time to live. */
  static void forgetNothing(DynamoDbAsyncClient client, String table) {
    update(client, table, TimeToLiveSpecification.builder().attributeName("ttl").enabled(false));
  }

  private static void update(
      DynamoDbAsyncClient client, String table, TimeToLiveSpecification.Builder timeToLive) {
    try {
      client
          .updateTimeToLive(
              request -> request.tableName(table).timeToLiveSpecification(timeToLive.build()))
          .join();
    } catch (CompletionException e) {
      if (!isUnknownOperation(e)) {
        throw e;
      }
    }
  }

  /** dynalite's answer, because it has no time to live. */
  private static boolean isUnknownOperation(CompletionException failure) {
    return failure.getCause() instanceof DynamoDbException refusal
        && refusal.awsErrorDetails().errorCode().equals(UNKNOWN);
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
}
