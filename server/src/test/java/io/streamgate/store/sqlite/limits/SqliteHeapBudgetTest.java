package io.streamgate.store.sqlite.limits;

import static io.streamgate.given.Given.LEASE;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.given.GivenPlans.overrideOf;
import static io.streamgate.store.contract.HeapBudgetContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.GivenPlans;
import io.streamgate.lease.id.Device;
import io.streamgate.store.HeapBudget;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.contract.HeapBudgetContract;
import io.streamgate.store.sqlite.SqliteLeaseStore;
import io.streamgate.store.sqlite.journal.Retention;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteHeapBudgetTest implements HeapBudgetContract {

  @TempDir Path directory;

  @Override
  public LeaseStore open(HeapBudget heap) {
    var retention = new Retention(Duration.ofDays(1), false);
    var options = new SqliteLeaseStore.Options(LEASE, retention, 1_000, heap);
    return SqliteLeaseStore.open(directory, options, second(2));
  }

  @Test
  void whatIsLoadedFromDiskIsCounted() {
    var before = new HeapBudget(10_000);
    try (var store = open(before)) {
      await(store.start(ANN, play(id("a", 0)), limit(3), second(0)));
      await(store.start(ANN, play(id("b", 1)), limit(3), second(1)));
      await(store.end(ANN, id("b", 1), Device.UNNAMED, second(2)));
    }
    var after = new HeapBudget(10_000);
    open(after).close();

    assertThat(before.used()).isEqualTo(240 + 3 + 312 + 2 + 312 + 2 + 80);
    assertThat(after.used()).isEqualTo(before.used());
  }

  @Test
  void plansFactsAndOverridesThatAreLoadedFromDiskAreCounted() {
    var before = new HeapBudget(10_000);
    try (var store = open(before)) {
      var play = GivenPlans.play(id("a", 0), "genre", "sport");
      await(store.start(ANN, play, family(5), second(0)));
      await(store.setOverride(ANN, overrideOf(1, second(100)), second(1)));
      await(store.setOverride(BOB, overrideOf(1, second(100)), second(1)));
    }
    var after = new HeapBudget(10_000);
    open(after).close();

    assertThat(after.used()).isEqualTo(before.used()).isGreaterThan(1_000);
  }
}
