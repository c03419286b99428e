package io.streamgate.store.dynamodb.item.expression;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One conditional update of an item.
 *
 * @param update SET, REMOVE, ADD and DELETE clauses
 * @param condition under which the update is applied
 * @param names the attribute behind each {@code #name} in the two
 * @param values the value behind each {@code :value} in the two
 */
public record ItemUpdate(
    String update,
    String condition,
    Map<String, String> names,
    Map<String, AttributeValue> values) {
  public ItemUpdate {
    names = Map.copyOf(names);
    values = Map.copyOf(values);
  }
}
