package io.streamgate.store.sqlite;

import static io.streamgate.given.Given.LEASE;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.store.HeapBudget;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.contract.HeapBudgetContract;
import io.streamgate.store.sqlite.ScriptedJournal.Fate;
import io.streamgate.store.sqlite.SqliteLeaseStore.Options;
import io.streamgate.store.sqlite.journal.Retention;
import org.junit.jupiter.api.Test;

final class SqliteHeapBudgetTest extends SqliteFixture implements HeapBudgetContract {

  @Override
  public LeaseStore open(HeapBudget heap) {
    var options = new Options(LEASE, new Retention(RETENTION, false), 1_000, heap);
    return SqliteLeaseStore.open(directory.resolve("other"), options, second(0));
  }

  @Test
  void whatIsLoadedFromDiskIsCounted() {
    start("a", 0);
    start("b", 1);
    await(ending(id("b", 1), 2));
    var before = heap.used();

    restart(3);

    assertThat(before).isEqualTo(240 + 9 + 264 + 2 + 264 + 2 + 80);
    assertThat(heap.used()).isEqualTo(before);
  }

  @Test
  void afterAFailedCommitAndAFailedReloadMembersAreCountedOnce() {
    start("a", 0);
    var before = heap.used();
    journal().failLoads(3);

    failOneCommit(Fate.FAILS_BEFORE, () -> starting("b", 1));

    assertThat(heap.used()).isEqualTo(before);
  }
}
