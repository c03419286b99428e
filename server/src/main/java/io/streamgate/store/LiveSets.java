package io.streamgate.store;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.id.ViewerId;
import java.util.function.BiConsumer;

/** A store that has the sets of all viewers in the memory of this process. */
public interface LiveSets {

  /** Calls {@code visitor} with each viewer's set, one after another. Blocks. */
  void visit(BiConsumer<ViewerId, LeaseSet> visitor);
}
