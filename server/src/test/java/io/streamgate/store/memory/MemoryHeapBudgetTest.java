package io.streamgate.store.memory;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.store.HeapBudget;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.contract.HeapBudgetContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class MemoryHeapBudgetTest implements HeapBudgetContract {

  @Override
  public LeaseStore open(HeapBudget heap) {
    return new MemoryLeaseStore(Duration.ofDays(1), Integer.MAX_VALUE, Duration.ofDays(1), heap);
  }

  /** This store keeps its history in memory, too. */
  @Test
  void historyIsCounted() {
    var heap = new HeapBudget(10_000);
    var store = open(heap);

    var _ = store.start(ANN, pastView(id("a", 0)), limit(3), second(0));

    assertThat(heap.used()).isEqualTo(240 + 3 + 312 + 2 + 80 + 312 + 2 + 80 + 40);
  }
}
