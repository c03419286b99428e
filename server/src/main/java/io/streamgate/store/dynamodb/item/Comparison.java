package io.streamgate.store.dynamodb.item;

import static io.streamgate.store.dynamodb.item.AttributeValues.number;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Conditions under which attributes that this version does not know are still as they were read.
 *
 * <p>Maps and lists are compared part by part, with their sizes: not every engine compares them as
 * a whole.
 */
final class Comparison {

  private final Expressions expressions;
  private int aliases;

  Comparison(Expressions expressions) {
    this.expressions = expressions;
  }

  /**
   * Adds what must hold of a map in which this version does not know all.
   *
   * @param path where the map is
   * @param size how many attributes it has
   * @param unknown those of them that this version does not know; where there are none, nothing is
   *     added
   */
  void unchanged(String path, int size, Map<String, AttributeValue> unknown) {
    if (!unknown.isEmpty()) {
      size(path, size);
      attributes(path, unknown);
    }
  }

  private void attributes(String path, Map<String, AttributeValue> map) {
    map.forEach(
        (name, value) -> {
          var alias = "#k" + aliases++;
          expressions.name(alias, name);
          equal(path + "." + alias, value);
        });
  }

  private void equal(String path, AttributeValue value) {
    switch (value.type()) {
      case M -> {
        size(path, value.m().size());
        attributes(path, value.m());
      }
      case L -> {
        size(path, value.l().size());
        for (var i = 0; i < value.l().size(); i++) {
          equal("%s[%d]".formatted(path, i), value.l().get(i));
        }
      }
      default -> compare(path, value);
    }
  }

  private void size(String path, int size) {
    compare("size(%s)".formatted(path), number(size));
  }

  private void compare(String operand, AttributeValue value) {
    var alias = ":k" + aliases++;
    expressions.when(operand + " = " + alias).value(alias, value);
  }
}
