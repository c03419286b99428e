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
 * A table that does one request after the other, whole or not at all: what AWS promises of a single
 * item. Rows whose time to live is over are dropped when it is told to.
 */
public final class SimulatedTable {

  /** Who is told of each change of a viewer's live item. */
  @FunctionalInterface
  public interface Witness {
    /**
     * {@code viewer}'s item was {@code before}, and is {@code after}; empty where there is none.
     */
    void changed(
        String viewer, Map<String, AttributeValue> before, Map<String, AttributeValue> after);
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
  private final Witness witness;
  private final UnaryOperator<String> conditions;

  /**
   * An empty one.
   *
   * @param conditions what becomes of the text of a condition: the same, where nothing is broken
   */
  public SimulatedTable(Witness witness, UnaryOperator<String> conditions) {
    this.witness = witness;
    this.conditions = conditions;
  }

  /** How many rows there are. */
  public int size() {
    return rows.size();
  }

  /** A viewer's live item; empty where there is none. */
  public Map<String, AttributeValue> item(String viewer) {
    return row(new Key(OF_A_VIEWER + viewer, LIVE));
  }

  /** Whose rows a key is of. */
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

  /** Drops what has had its time at {@code nowMs}, as the table's time to live does. */
  public void dropWhatIsPast(long nowMs) {
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
    var before = row(key);
    rows.put(key, after);
    tell(key, before, after);
  }

  private void remove(Key key) {
    var before = row(key);
    rows.remove(key);
    tell(key, before, Map.of());
  }

  private void tell(
      Key key, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
    if (key.sort().equals(LIVE)) {
      witness.changed(key.partition().substring(OF_A_VIEWER.length()), before, after);
    }
  }

  private static String text(Map<String, AttributeValue> row, String name) {
    return Optional.ofNullable(row.get(name)).map(AttributeValue::s).orElseThrow();
  }
}
