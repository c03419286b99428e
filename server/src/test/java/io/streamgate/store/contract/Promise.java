package io.streamgate.store.contract;

import io.streamgate.store.LeaseStore;

/** One promise of {@link LeaseStore}, on the store that a {@link LeaseStoreContract} opens. */
public abstract class Promise extends LeaseStoreFixture {

  private final LeaseStoreContract contract;

  protected Promise(LeaseStoreContract contract) {
    this.contract = contract;
  }

  @Override
  protected final LeaseStore openStore() {
    return contract.openStore();
  }

  @Override
  protected final boolean hasUpkeep() {
    return contract.hasUpkeep();
  }

  @Override
  protected final int rounds(int inMemory) {
    return contract.rounds(inMemory);
  }
}
