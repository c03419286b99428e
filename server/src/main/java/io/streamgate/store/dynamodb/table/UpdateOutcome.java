package io.streamgate.store.dynamodb.table;

import io.streamgate.store.dynamodb.item.ViewerItem;

/** The outcome of a conditional update. */
public sealed interface UpdateOutcome {

  /** The update was applied; {@code item} is the new item. */
  record Applied(ViewerItem item) implements UpdateOutcome {}

  /**
   * {@code found} failed the condition. If the update was sent more than once, an earlier attempt
   * with a lost answer may have been applied.
   */
  record Unmet(ViewerItem found, boolean isRepeated) implements UpdateOutcome {}
}
