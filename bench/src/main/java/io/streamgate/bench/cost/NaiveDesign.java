package io.streamgate.bench.cost;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;

import io.streamgate.lease.Start;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Rules;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The obvious design: one item per stream. A start queries the viewer's items with strong
 * consistency and puts another one if fewer than the limit are live. A heartbeat updates the item
 * if it exists; an end deletes it. Nothing is kept on record.
 *
 * <p>Included for its price only. This design does not keep the limit: two starts that both query
 * before either puts are both admitted, and a start that is retried after a lost response counts
 * twice. Fixing that would cost more.
 */
final class NaiveDesign implements Design {

  private static final long MILLIS_PER_SECOND = 1000;

  private final DynamoDbAsyncClient client;
  private final String table;
  private final Rules rules;

  NaiveDesign(DynamoDbAsyncClient client, String table, Rules rules) {
    this.client = client;
    this.table = table;
    this.rules = rules;
  }

  @Override
  public void start(ViewerId viewer, Start.Play start, Instant now) {
    if (live(viewer, now) >= rules.limit().bound()) {
      throw new IllegalStateException(viewer + " has reached the limit");
    }
    var expiresAt = now.plus(rules.lease());
    var item = new HashMap<>(key(viewer, start.id()));
    item.put("started", millis(start.id().startedAt()));
    item.put("expires", millis(expiresAt));
    item.put("details", fromS(start.details().json()));
    item.put("ttl", seconds(expiresAt));
    client
        .putItem(request -> request.tableName(table).item(item).returnConsumedCapacity(TOTAL))
        .join();
  }

  private long live(ViewerId viewer, Instant now) {
    var answer =
        client
            .query(
                request ->
                    request
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", fromS("u#" + viewer)))
                        .returnConsumedCapacity(TOTAL))
            .join();
    return answer.items().stream()
        .filter(item -> Long.parseLong(item.get("expires").n()) > now.toEpochMilli())
        .count();
  }

  @Override
  public void heartbeat(ViewerId viewer, StreamId id, long positionMs, Instant now) {
    var expiresAt = now.plus(rules.lease());
    var values =
        Map.of(
            ":expires", millis(expiresAt),
            ":position", fromN(Long.toString(positionMs)),
            ":ttl", seconds(expiresAt));
    client
        .updateItem(
            request ->
                request
                    .tableName(table)
                    .key(key(viewer, id))
                    .conditionExpression("attribute_exists(pk)")
                    .updateExpression("SET expires = :expires, pos = :position, #t = :ttl")
                    .expressionAttributeNames(Map.of("#t", "ttl"))
                    .expressionAttributeValues(values)
                    .returnConsumedCapacity(TOTAL))
        .join();
  }

  @Override
  public void end(ViewerId viewer, StreamId id, Instant now) {
    client
        .deleteItem(
            request -> request.tableName(table).key(key(viewer, id)).returnConsumedCapacity(TOTAL))
        .join();
  }

  @Override
  public int callsPerStart() {
    return 2;
  }

  @Override
  public int callsPerEnd() {
    return 1;
  }

  @Override
  public void close() {
    client.close();
  }

  private static Map<String, AttributeValue> key(ViewerId viewer, StreamId id) {
    return Map.of("pk", fromS("u#" + viewer), "sk", fromS("S#" + id));
  }

  private static AttributeValue millis(Instant instant) {
    return fromN(Long.toString(instant.toEpochMilli()));
  }

  private static AttributeValue seconds(Instant instant) {
    return fromN(Long.toString(Math.ceilDiv(instant.toEpochMilli(), MILLIS_PER_SECOND)));
  }
}
