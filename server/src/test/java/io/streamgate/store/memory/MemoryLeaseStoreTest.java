package io.streamgate.store.memory;

import io.streamgate.oracle.RandomScript;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.LeaseStoreContract;
import org.junit.jupiter.api.RepeatedTest;

final class MemoryLeaseStoreTest extends LeaseStoreContract {

  @Override
  protected LeaseStore openStore() {
    return new MemoryLeaseStore(RETENTION);
  }

  /** Memory is fast enough for more of what the contract tries once. */
  @RepeatedTest(10)
  void manyMoreRandomStepsAreAnsweredAsTheOracleAnswersThem() {
    new RandomScript(openStore(), RETENTION).run(2_000);
  }
}
