package io.streamgate.simulation.bugs;

import io.streamgate.store.LeaseStore;
import java.util.function.UnaryOperator;

/**
 * A bug planted into a simulation.
 *
 * @param conditions changes the conditions of the store's updates
 * @param dates changes the {@code Date} of the table's responses
 * @param store puts the bug between the limiter and its store
 */
public record Bug(
    UnaryOperator<String> conditions,
    UnaryOperator<String> dates,
    UnaryOperator<LeaseStore> store) {

  /** No bug. */
  public static final Bug NONE = around(store -> store);

  static Bug around(UnaryOperator<LeaseStore> store) {
    return new Bug(condition -> condition, date -> date, store);
  }

  private static Bug ofConditions(UnaryOperator<String> conditions) {
    return new Bug(conditions, date -> date, store -> store);
  }

  /** A node does not read the table's time, and judges by its own clock whatever that shows. */
  public static Bug judgesByItsOwnClock() {
    return new Bug(condition -> condition, _ -> "", store -> store);
  }

  /** A start that names streams takes a free slot without having read the viewer's item. */
  public static Bug takesOverUnread() {
    var term = "attribute_not_exists(ids)";
    return ofConditions(
        condition ->
            condition.contains("size(ids)")
                ? condition
                : condition.replace(term, "(%s OR NOT %s)".formatted(term, term)));
  }

  /** A condition has no effect. */
  public static Bug withoutCondition(String term) {
    var always = "(%s OR NOT %s)".formatted(term, term);
    return ofConditions(condition -> condition.replace(term, always));
  }
}
