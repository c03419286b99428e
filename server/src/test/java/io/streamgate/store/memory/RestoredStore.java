package io.streamgate.store.memory;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import java.time.Duration;
import java.util.List;

/** A memory store that begins with what was on record elsewhere, as no server's does. */
public final class RestoredStore {

  private final MemoryLeaseStore store;

  /** One that has nothing yet, and forgets an ended stream {@code retention} after its end. */
  public RestoredStore(Duration retention) {
    store = new MemoryLeaseStore(retention);
  }

  /** Adds a viewer. */
  public void add(ViewerId viewer, LeaseSet set, List<Ended> history) {
    store.restore(viewer, set, history);
  }

  /** The store with what was added. */
  public MemoryLeaseStore store() {
    return store;
  }
}
