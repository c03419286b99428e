package io.streamgate.store.memory;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.oracle.RandomScript;
import io.streamgate.store.AuditTrail;
import io.streamgate.store.HeapBudget;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.contract.LeaseStoreContract;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MemoryLeaseStoreTest extends LeaseStoreContract {

  @Override
  protected LeaseStore openStore() {
    return new MemoryLeaseStore(
        RETENTION, Integer.MAX_VALUE, AUDIT_RETENTION, HeapBudget.ofThisProcess());
  }

  @Override
  protected AuditTrail auditOf(LeaseStore store) {
    return ((MemoryLeaseStore) store).audit();
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

  @Test
  void ofAViewersHistoryTheOldestBeyondTheBoundAreForgotten() {
    var store = new MemoryLeaseStore(RETENTION, 3, AUDIT_RETENTION, HeapBudget.ofThisProcess());
    var viewer = new ViewerId("viewer");
    for (var n = 0; n < 5; n++) {
      store.start(viewer, pastView(id("a" + n, n)), limit(1), second(n));
    }
    store.start(new ViewerId("other"), pastView(id("b", 9)), limit(1), second(9));

    assertThat(ids(store, viewer)).containsExactly(id("a4", 4), id("a3", 3), id("a2", 2));
    assertThat(ids(store, new ViewerId("other"))).containsExactly(id("b", 9));
  }

  private static List<StreamId> ids(LeaseStore store, ViewerId viewer) {
    return store
        .history(viewer, HistoryPage.newest(10), second(10))
        .toCompletableFuture()
        .join()
        .stream()
        .map(Ended::id)
        .toList();
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
