package io.streamgate.simulation.nodes.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * A table that handles one request after the other, each as a whole or not at all: the guarantee
 * that AWS gives for a single item. Rows are dropped after their time to live, on demand.
 */
public final class SimulatedTable {

  /** Is told of each change of a viewer's live item. */
  @FunctionalInterface
  public interface Listener {
    /** {@code viewer}'s item is {@code after} now; empty if there is none. */
    void changed(String viewer, Map<String, AttributeValue> after);
  }

  private static final String OF_A_VIEWER = "u#";
  private static final String LIVE = "L";

  private record Key(String partition, String sort) implements Comparable<Key> {
    static Key of(Map<String, AttributeValue> row) {
      return new Key(text(row, "pk"), text(row, "sk"));
    }

    @Override
    public int compareTo(Key other) {
      var byPartition = partition.compareTo(other.partition);
      return byPartition == 0 ? sort.compareTo(other.sort) : byPartition;
    }
  }

  private final NavigableMap<Key, Map<String, AttributeValue>> rows = new TreeMap<>();
  private final Listener listener;
  private final UnaryOperator<String> conditions;

  /**
   * An empty table.
   *
   * @param conditions changes the text of a condition, to break it; otherwise the identity
   */
  public SimulatedTable(Listener listener, UnaryOperator<String> conditions) {
    this.listener = listener;
    this.conditions = conditions;
  }

  /** How many rows there are. */
  public int size() {
    return rows.size();
  }

  /** The viewer that a key belongs to. */
  static String viewer(Map<String, AttributeValue> key) {
    return text(key, "pk").substring(OF_A_VIEWER.length());
  }

  private Map<String, AttributeValue> row(Key key) {
    return rows.getOrDefault(key, Map.of());
  }

  Map<String, AttributeValue> update(UpdateItemRequest request) {
    var key = Key.of(request.key());
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
    var key = Key.of(request.item());
    if (rows.containsKey(key)) {
      throw unmet(Map.of());
    }
    put(key, new TreeMap<>(request.item()));
  }

  void delete(DeleteItemRequest request) {
    remove(Key.of(request.key()));
  }

  Map<String, AttributeValue> get(GetItemRequest request) {
    return row(Key.of(request.key()));
  }

  /** The newest first, as many as asked for. */
  List<Map<String, AttributeValue>> query(QueryRequest request) {
    var values = request.expressionAttributeValues();
    var partition = text(values, ":pk");
    var found = new ArrayList<Map<String, AttributeValue>>();
    rows
        .subMap(
            new Key(partition, text(values, ":first")),
            true,
            new Key(partition, text(values, ":last")),
            true)
        .descendingMap()
        .values()
        .stream()
        .limit(request.limit())
        .forEach(found::add);
    return found;
  }

  /** Drops the rows whose time to live is over at {@code nowMs}. */
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

  private void put(Key key, Map<String, AttributeValue> after) {
    rows.put(key, after);
    tell(key, after);
  }

  private void remove(Key key) {
    rows.remove(key);
    tell(key, Map.of());
  }

  private void tell(Key key, Map<String, AttributeValue> after) {
    if (key.sort().equals(LIVE)) {
      listener.changed(key.partition().substring(OF_A_VIEWER.length()), after);
    }
  }

  private static String text(Map<String, AttributeValue> row, String name) {
    return Optional.ofNullable(row.get(name)).map(AttributeValue::s).orElseThrow();
  }
}
