package io.streamgate.store.dynamodb.node;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The rows of a table used by a single test, accessed without the store. */
public record RawRows(DynamoDbAsyncClient client, String table) {

  /** The rows whose sort key begins with {@code prefix}, as text. */
  public List<String> rows(String prefix) {
    return having(prefix).map(Object::toString).toList();
  }

  /** Deletes the rows whose sort key begins with {@code prefix}. */
  public void removeRows(String prefix) {
    having(prefix)
        .map(row -> Map.of("pk", attribute(row, "pk"), "sk", attribute(row, "sk")))
        .forEach(key -> client.deleteItem(request -> request.tableName(table).key(key)).join());
  }

  private Stream<Map<String, AttributeValue>> having(String prefix) {
    return client.scan(request -> request.tableName(table)).join().items().stream()
        .filter(row -> attribute(row, "sk").s().startsWith(prefix));
  }

  private static AttributeValue attribute(Map<String, AttributeValue> row, String name) {
    return Objects.requireNonNull(row.get(name));
  }
}
