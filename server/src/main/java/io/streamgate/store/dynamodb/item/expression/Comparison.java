package io.streamgate.store.dynamodb.item.expression;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Conditions that attributes unknown to this version have not changed since they were read. Maps
 * and lists are compared by size and part by part, because not every engine compares them whole.
 */
public final class Comparison {

  private final Expressions expressions;
  private int aliases;

  /** Adds conditions to {@code expressions}. */
  public Comparison(Expressions expressions) {
    this.expressions = expressions;
  }

  /** Requires that a map of {@code size} attributes, of which some are unknown, is unchanged. */
  public void unchanged(String path, int size, Map<String, AttributeValue> unknown) {
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
    compare("size(%s)".formatted(path), AttributeValue.fromN(Integer.toString(size)));
  }

  private void compare(String operand, AttributeValue value) {
    var alias = ":k" + aliases++;
    expressions.when(operand + " = " + alias).value(alias, value);
  }
}
