package io.streamgate.linearizability.lincheck;

import io.streamgate.store.memory.MemoryLeaseStore;
import java.time.Duration;

/** The memory store. */
public final class OfMemory extends Calls {

  /** An empty store. */
  public OfMemory() {
    super(new MemoryLeaseStore(Duration.ofDays(30)));
  }
}
