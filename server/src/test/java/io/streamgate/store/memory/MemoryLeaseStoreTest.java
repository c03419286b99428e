package io.streamgate.store.memory;

import io.streamgate.store.LeaseStore;
import io.streamgate.store.LeaseStoreContract;

final class MemoryLeaseStoreTest extends LeaseStoreContract {

  @Override
  protected LeaseStore openStore() {
    return new MemoryLeaseStore(RETENTION);
  }
}
