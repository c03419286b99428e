package io.streamgate.store.contract;

import io.streamgate.store.AuditTrail;
import io.streamgate.store.LeaseStore;
import java.time.Duration;

/** One promise of {@link LeaseStore}, on the store that a {@link LeaseStoreContract} opens. */
public abstract class Promise extends LeaseStoreFixture {

  /** See {@link LeaseStoreContract#AUDIT_RETENTION}. */
  protected static final Duration AUDIT_RETENTION = LeaseStoreContract.AUDIT_RETENTION;

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

  /** The trail of the store under test. */
  protected final AuditTrail audit() {
    return contract.auditOf(store);
  }
}
