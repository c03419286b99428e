package io.streamgate.store.memory;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.oracle.RandomScript;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.contract.LeaseStoreContract;
import org.junit.jupiter.api.Test;

final class MemoryLeaseStoreTest extends LeaseStoreContract {

  @Override
  protected LeaseStore openStore() {
    return new MemoryLeaseStore(RETENTION);
  }

  /**
   * Memory is fast enough for many more steps than in the contract; even more in a full test run.
   */
  @Test
  void manyMoreRandomStepsAreAnsweredAsTheOracleAnswersThem() {
    for (var times = Boolean.getBoolean("streamgate.test.all") ? 10 : 1; times > 0; times--) {
      new RandomScript(openStore(), RETENTION).run(2_000);
    }
  }

  /** Keeps each run of upkeep to milliseconds, however many viewers there are. */
  @Test
  void aSweepLooksAtTenThousandViewersAndTheNextAtTheRest() {
    var store = new MemoryLeaseStore(RETENTION);
    for (var n = 0; n < 10_001; n++) {
      store.start(new ViewerId("viewer-" + n), play(id("a", 0)), limit(1), second(0));
    }

    assertThat(store.sweep(second(690))).isCompletedWithValue(10_000);
    assertThat(store.sweep(second(690))).isCompletedWithValue(1);
  }
}
