package io.streamgate.store.dynamodb.table;

import io.streamgate.store.dynamodb.item.ViewerItem;
import java.time.Instant;

/** The outcome of a conditional update. */
public sealed interface UpdateOutcome {

  /** This outcome with its item as judged at the present time. */
  UpdateOutcome judgedAt(Instant present);

  /** The update was applied; {@code item} is the new item. */
  record Applied(ViewerItem item) implements UpdateOutcome {
    @Override
    public UpdateOutcome judgedAt(Instant present) {
      return new Applied(item.judgedAt(present));
    }
  }

  /**
   * {@code found} failed the condition. If the update was sent more than once, an earlier attempt
   * with a lost answer may have been applied.
   */
  record Unmet(ViewerItem found, boolean isRepeated) implements UpdateOutcome {
    @Override
    public UpdateOutcome judgedAt(Instant present) {
      return new Unmet(found.judgedAt(present), isRepeated);
    }
  }
}
