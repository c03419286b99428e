package io.streamgate.store.dynamodb.table;

import io.streamgate.store.dynamodb.item.ViewerItem;

/** What became of a conditional update. */
public sealed interface UpdateOutcome {

  /** It was made, and this is the item since then. */
  record Applied(ViewerItem item) implements UpdateOutcome {}

  /**
   * Its condition did not hold.
   *
   * @param found the item that it was held against
   * @param isRepeated whether it was sent more than once: then an earlier one may have been made,
   *     of which the answer was lost
   */
  record Unmet(ViewerItem found, boolean isRepeated) implements UpdateOutcome {}
}
