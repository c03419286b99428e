package io.streamgate.store.sqlite;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.overrideOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.store.StoreHealth.Census;
import io.streamgate.store.sqlite.ScriptedJournal.Fate;
import io.streamgate.store.sqlite.journal.Journal.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Overrides through commits, failures, restarts and upkeep. */
final class SqliteOverrideTest extends SqliteFixture {

  private static final ViewerOverride TO_1 = overrideOf(1, second(1_000));
  private static final ViewerOverride TO_2 = overrideOf(2, second(5_000));

  private CompletionStage<LeaseSet> overriding(@Nullable ViewerOverride override, double second) {
    return store.setOverride(VIEWER, override, second(second));
  }

  private @Nullable ViewerOverride override() {
    return await(store.read(VIEWER)).override();
  }

  private List<String> untilOnDisk() {
    return rows("SELECT until FROM override");
  }

  private static String ms(double second) {
    return Long.toString(second(second).toEpochMilli());
  }

  @Test
  void anOverrideIsOnDiskBeforeItIsAcknowledged() {
    journal().hold();

    var set = overriding(TO_1, 0);

    journal().awaitBegun();
    assertThat(set).isNotDone();
    journal().letGo();
    assertThat(await(set).override()).isEqualTo(TO_1);
    assertThat(untilOnDisk()).containsExactly(ms(1_000));
  }

  @Test
  void aRefusalByAnOverrideWaitsForItsCommit() {
    start("a", 0);
    journal().hold();
    overriding(TO_1, 1);
    journal().awaitBegun();

    var refused = starting("b", 2);

    assertThat(refused).isNotDone();
    journal().letGo();
    assertThat(await(refused)).isInstanceOf(StartDecision.Refused.class);
  }

  @Test
  void anOverrideThatIsSetAgainAsItIsWritesNothing() {
    await(overriding(TO_1, 0));
    var before = journal().commits().size();

    assertThat(overriding(TO_1, 1)).isCompleted();

    assertThat(journal().commits()).hasSize(before);
  }

  @Test
  void anOverrideWithoutStreamsSurvivesARestart() {
    await(overriding(TO_1, 0));

    restart(10);

    assertThat(override()).isEqualTo(TO_1);
    assertThat(store.health().census()).isEqualTo(new Census.Counted(0, 0, 1, 0));
    start("a", 11);
    assertThat(start("b", 12)).isInstanceOf(StartDecision.Refused.class);
  }

  @Test
  void anOverrideSurvivesARestartBesideMembersAndEndedStreams() {
    start("a", 0);
    start("b", 1);
    await(ending(id("b", 1), 2));
    await(overriding(TO_2, 3));
    var before = await(store.read(VIEWER));

    restart(4);

    var after = await(store.read(VIEWER));
    assertThat(after.override()).isEqualTo(TO_2);
    assertThat(after.members()).hasSize(1);
    assertThat(after.recent()).isEqualTo(before.recent());
  }

  @Test
  void aRemovedOverrideIsGoneFromDiskAndMemory() {
    await(overriding(TO_1, 0));

    assertThat(await(overriding(null, 1)).override()).isNull();

    assertThat(untilOnDisk()).isEmpty();
    restart(2);
    assertThat(await(store.read(VIEWER))).isEqualTo(LeaseSet.EMPTY);
  }

  @Test
  void upkeepRemovesAnOverrideThatHasExpiredAndNotBefore() {
    await(overriding(TO_1, 0));

    sweep(999.999);
    assertThat(untilOnDisk()).hasSize(1);
    sweep(1_000);

    assertThat(untilOnDisk()).isEmpty();
    sweep(1_001);
    assertThat(store.health().census()).isEqualTo(new Census.Counted(0, 0, 0, 0));
  }

  @Test
  void upkeepAfterARestartRemovesAnOverrideThatExpiredMeanwhile() {
    await(overriding(TO_1, 0));
    restart(2_000);

    sweep(2_000);

    assertThat(override()).isNull();
    assertThat(untilOnDisk()).isEmpty();
  }

  @Test
  void upkeepLooksAgainAtAnOverrideThatWasMadeShorterOrLonger() {
    await(overriding(TO_2, 0));
    await(overriding(TO_1, 1));
    sweep(1_000);
    assertThat(untilOnDisk()).isEmpty();

    await(overriding(overrideOf(1, second(1_500)), 1_001));
    await(overriding(TO_2, 1_002));
    sweep(1_500);
    assertThat(untilOnDisk()).containsExactly(ms(5_000));
    sweep(5_000);
    assertThat(untilOnDisk()).isEmpty();
  }

  @Test
  void theNextStartRemovesAnOverrideThatHasExpired() {
    await(overriding(TO_1, 0));

    start("a", 1_000);

    assertThat(override()).isNull();
    assertThat(untilOnDisk()).isEmpty();
  }

  @Test
  void aPassRemovesAtMost1024OverridesAtOnce() {
    var all = new ArrayList<CompletionStage<?>>();
    for (var i = 0; i < 2_000; i++) {
      all.add(store.setOverride(freshViewer(), TO_1, second(0)));
      if (i % 100 == 0) {
        all.forEach(SqliteFixture::await);
        all.clear();
      }
    }
    all.forEach(SqliteFixture::await);
    var before = journal().commits().size();

    sweep(1_000);

    assertThat(untilOnDisk()).isEmpty();
    var since = journal().commits().subList(before, journal().commits().size());
    assertThat(since.stream().mapToInt(SqliteOverrideTest::removed).max()).hasValue(1_024);
  }

  private static int removed(List<Change> commit) {
    return (int) commit.stream().filter(Change.RemoveOverride.class::isInstance).count();
  }

  @Test
  void anOverrideWhoseCommitFailedIsNotAcknowledgedAndNotInMemory() {
    await(overriding(TO_1, 0));
    var failed = new ArrayList<CompletionStage<?>>();

    failOneCommit(
        Fate.FAILS_BEFORE,
        () -> {
          failed.add(overriding(TO_2, 1));
          journal().awaitBegun();
          failed.add(overriding(null, 2));
        });

    assertThat(failed).allSatisfy(each -> assertThat(failure(each).mayHaveHappened()).isTrue());
    assertThat(override()).isEqualTo(TO_1);
    assertThat(untilOnDisk()).containsExactly(ms(1_000));
  }

  @Test
  void anOverrideWhoseCommitHappenedAlthoughItFailedHolds() {
    await(overriding(TO_1, 0));

    failOneCommit(Fate.FAILS_AFTER, () -> overriding(TO_2, 1));
    assertThat(override()).isEqualTo(TO_2);

    failOneCommit(Fate.FAILS_AFTER, () -> overriding(null, 2));
    assertThat(override()).isNull();
  }
}
