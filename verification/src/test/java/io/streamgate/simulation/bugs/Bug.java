package io.streamgate.simulation.bugs;

import io.streamgate.store.LeaseStore;
import java.util.function.UnaryOperator;

/**
 * A bug planted into a simulation.
 *
 * @param conditions changes the conditions of the store's updates
 * @param store puts the bug between the limiter and its store
 */
public record Bug(UnaryOperator<String> conditions, UnaryOperator<LeaseStore> store) {

  /** No bug. */
  public static final Bug NONE = around(store -> store);

  static Bug around(UnaryOperator<LeaseStore> store) {
    return new Bug(condition -> condition, store);
  }

  /** A start that names streams takes a free slot without having read the viewer's item. */
  public static Bug takesOverUnread() {
    var term = "attribute_not_exists(ids)";
    return new Bug(
        condition ->
            condition.contains("size(ids)")
                ? condition
                : condition.replace(term, "(%s OR NOT %s)".formatted(term, term)),
        store -> store);
  }

  /** A condition has no effect. */
  public static Bug withoutCondition(String term) {
    var always = "(%s OR NOT %s)".formatted(term, term);
    return new Bug(condition -> condition.replace(term, always), store -> store);
  }
}
