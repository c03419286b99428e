package io.streamgate.store.dynamodb.table;

import io.streamgate.store.dynamodb.item.ViewerItem;

/** What became of a conditional update. */
public sealed interface Outcome {

  /** It was made. */
  record Applied(ViewerItem now) implements Outcome {}

  /**
   * Its condition did not hold.
   *
   * @param isRepeated whether it was sent more than once: then an earlier one may have been made,
   *     of which the answer was lost
   */
  record Unmet(ViewerItem found, boolean isRepeated) implements Outcome {}
}
