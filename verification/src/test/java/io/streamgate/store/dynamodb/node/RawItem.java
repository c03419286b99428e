package io.streamgate.store.dynamodb.node;

import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.ViewerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A viewer's current item in the table, read without the store's own code. */
public record RawItem(Map<String, AttributeValue> attributes) {

  private static final AttributeValue NOTHING = AttributeValue.fromM(Map.of());

  public RawItem {
    attributes = Map.copyOf(attributes);
  }

  /** The key of a viewer's item. */
  public static Map<String, AttributeValue> key(ViewerId viewer) {
    return Map.of(
        "pk", AttributeValue.fromS("u#" + viewer.value()), "sk", AttributeValue.fromS("L"));
  }

  static RawItem of(DynamoDbAsyncClient client, String table, ViewerId viewer) {
    var answer =
        client
            .getItem(request -> request.tableName(table).key(key(viewer)).consistentRead(true))
            .join();
    return new RawItem(answer.item());
  }

  /** The sids of the attributes with that prefix: {@code L.}, {@code E.} or {@code R.}. */
  public Set<String> sids(String prefix) {
    return attributes.keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Contradictions between its parts. Only valid if no device has two members. */
  public List<String> contradictions() {
    var found = new ArrayList<String>();
    var members = sids("L.");
    if (!counted().equals(texts("ids"))) {
      found.add("the members that count are %s, but ids are %s".formatted(counted(), texts("ids")));
    }
    var uncounted = new TreeSet<>(members);
    uncounted.removeAll(counted());
    if (!uncounted.equals(texts("un"))) {
      found.add("the other members are %s, but un is %s".formatted(uncounted, texts("un")));
    }
    var marks = new TreeSet<String>();
    members.forEach(sid -> new Sid(sid).deviceMark().ifPresent(marks::add));
    if (!marks.equals(texts("devs"))) {
      found.add("the marks are %s, but devs are %s".formatted(marks, texts("devs")));
    }
    if (!sids("R.").containsAll(sids("E."))) {
      found.add("%s wait to be recorded, but have no tombstone".formatted(sids("E.")));
    }
    return found;
  }

  private Set<String> counted() {
    return sids("L.").stream()
        .filter(sid -> !attributes.getOrDefault("L." + sid, NOTHING).m().containsKey("u"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> texts(String name) {
    var value = attributes.get(name);
    return value == null ? Set.of() : new TreeSet<>(value.ss());
  }
}
