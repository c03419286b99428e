package io.streamgate.store.dynamodb.item;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One conditional update of an item, as its expressions.
 *
 * @param update SET, REMOVE, ADD and DELETE clauses
 * @param condition under which the table makes it
 * @param names what each {@code #name} in the two stands for
 * @param values what each {@code :value} in the two stands for
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
