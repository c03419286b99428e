package io.streamgate.simulation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * A table that handles requests one after another, each atomically, as AWS guarantees for a single
 * item. Rows are deleted after their time to live, on demand.
 */
public final class SimulatedTable {

  private static final String OF_A_VIEWER = "u#";
  private static final String LIVE = "L";

  /** Sorts before every character of a key. */
  private static final char BETWEEN = '\0';

  /** By partition key and sort key. */
  private final NavigableMap<String, Map<String, AttributeValue>> rows = new TreeMap<>();

  private final BiConsumer<String, Map<String, AttributeValue>> listener;
  private final UnaryOperator<String> conditions;

  /**
   * An empty table.
   *
   * @param listener receives each change of a viewer's live item, which is empty if it was removed
   * @param conditions changes the text of a condition, to break it; otherwise the identity
   */
  public SimulatedTable(
      BiConsumer<String, Map<String, AttributeValue>> listener, UnaryOperator<String> conditions) {
    this.listener = listener;
    this.conditions = conditions;
  }

  /** The number of rows. */
  public int size() {
    return rows.size();
  }

  /** Whether the update adds a stream. */
  static boolean isStart(UpdateItemRequest request) {
    return request.conditionExpression().contains("attribute_not_exists(#L)");
  }

  static boolean isOfAViewer(Map<String, AttributeValue> key) {
    return text(key, "pk").startsWith(OF_A_VIEWER);
  }

  /** The viewer that a key belongs to. */
  static String viewer(Map<String, AttributeValue> key) {
    return text(key, "pk").substring(OF_A_VIEWER.length());
  }

  private Map<String, AttributeValue> row(String key) {
    return rows.getOrDefault(key, Map.of());
  }

  Map<String, AttributeValue> update(UpdateItemRequest request) {
    var key = key(request.key());
    var before = row(key);
    var names = request.expressionAttributeNames();
    var values = request.expressionAttributeValues();
    if (!Expression.holds(conditions.apply(request.conditionExpression()), names, values, before)) {
      throw unmet(before);
    }
    var after = Expression.updated(request.updateExpression(), names, values, before);
    after.putAll(request.key());
    put(key, after);
    return after;
  }

  private static ConditionalCheckFailedException unmet(Map<String, AttributeValue> found) {
    var unmet = ConditionalCheckFailedException.builder().message("The conditional request failed");
    return found.isEmpty() ? unmet.build() : unmet.item(found).build();
  }

  void putIfAbsent(PutItemRequest request) {
    var key = key(request.item());
    if (rows.containsKey(key)) {
      throw unmet(Map.of());
    }
    put(key, new TreeMap<>(request.item()));
  }

  void delete(DeleteItemRequest request) {
    remove(key(request.key()));
  }

  Map<String, AttributeValue> get(GetItemRequest request) {
    return row(key(request.key()));
  }

  /** The newest rows first, as many as requested. */
  List<Map<String, AttributeValue>> query(QueryRequest request) {
    var values = request.expressionAttributeValues();
    var partition = text(values, ":pk");
    var found = new ArrayList<Map<String, AttributeValue>>();
    rows
        .subMap(
            partition + BETWEEN + text(values, ":first"),
            true,
            partition + BETWEEN + text(values, ":last"),
            true)
        .descendingMap()
        .values()
        .stream()
        .limit(request.limit())
        .forEach(found::add);
    return found;
  }

  /** Deletes the rows whose time to live has passed at {@code nowMs}. */
  public void dropExpired(long nowMs) {
    var past =
        rows.entrySet().stream()
            .filter(row -> Long.parseLong(ttl(row.getValue())) * 1_000 < nowMs)
            .map(Map.Entry::getKey)
            .toList();
    past.forEach(this::remove);
  }

  private static String ttl(Map<String, AttributeValue> row) {
    return Optional.ofNullable(row.get("ttl")).map(AttributeValue::n).orElseThrow();
  }

  private void put(String key, Map<String, AttributeValue> after) {
    rows.put(key, after);
    tell(key, after);
  }

  private void remove(String key) {
    rows.remove(key);
    tell(key, Map.of());
  }

  private void tell(String key, Map<String, AttributeValue> after) {
    var end = key.indexOf(BETWEEN);
    if (key.substring(end + 1).equals(LIVE)) {
      listener.accept(key.substring(OF_A_VIEWER.length(), end), after);
    }
  }

  private static String key(Map<String, AttributeValue> row) {
    return text(row, "pk") + BETWEEN + text(row, "sk");
  }

  private static String text(Map<String, AttributeValue> row, String name) {
    return Optional.ofNullable(row.get(name)).map(AttributeValue::s).orElseThrow();
  }
}
