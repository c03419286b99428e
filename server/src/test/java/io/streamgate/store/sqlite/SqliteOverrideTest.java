package io.streamgate.store.sqlite;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.given.GivenPlans.overrideOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.GivenPlans;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.AtStart;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.StoreHealth.Census;
import io.streamgate.store.sqlite.ScriptedJournal.Fate;
import io.streamgate.store.sqlite.journal.Journal.Change;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Overrides and facts through commits, failures, restarts and upkeep. */
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
    assertThat(store.health().census()).isEqualTo(new Census.Counted(0, 1, 0));
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
    assertThat(store.health().census()).isEqualTo(new Census.Counted(0, 0, 0));
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

  /** A plan's member, and one that neither the limit nor a rule counts. */
  private List<AtStart> twoMembersOfAPlan() {
    var plan = family(5);
    await(store.start(VIEWER, GivenPlans.play(id("a", 0), "genre", "sport"), plan, second(0)));
    await(store.start(VIEWER, GivenPlans.play(id("b", 1), "free", "yes"), plan, second(1)));
    var started = members().stream().map(Member::atStart).toList();
    assertThat(started).extracting(AtStart::plan).containsExactly("family", "family");
    assertThat(started).extracting(AtStart::isCounted).containsExactly(true, false);
    return started;
  }

  @Test
  void aRestartKeepsPlanFactsAndWhatIsNotCounted() {
    var started = twoMembersOfAPlan();

    restart(2);

    assertThat(members()).extracting(Member::atStart).isEqualTo(started);
    assertThat(await(starting("c", 3, 2))).isInstanceOf(StartDecision.Admitted.class);
    assertThat(await(starting("d", 4, 2))).isInstanceOf(StartDecision.Refused.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILS_BEFORE", "FAILS_AFTER"})
  void aFailedCommitKeepsPlanFactsAndWhatIsNotCounted(Fate fate) {
    var started = twoMembersOfAPlan();

    failOneCommit(fate, () -> starting("c", 2));

    assertThat(members().subList(0, 2)).extracting(Member::atStart).isEqualTo(started);
  }

  @Test
  void anEndedStreamKeepsPlanAndFactsInHistoryAndAsWhatEndedLately() {
    var started = twoMembersOfAPlan();
    await(store.end(VIEWER, id("b", 1), Device.UNNAMED, second(2)));

    restart(3);

    assertThat(history(3).getFirst().last().atStart()).isEqualTo(started.getLast());
    var recent = await(store.read(VIEWER)).recent();
    assertThat(recent.getFirst().last().atStart()).isEqualTo(started.getLast());
  }

  @Test
  void aProcessThatIsKilledLeavesWhatItAcknowledged(@TempDir Path killed, @TempDir Path cut)
      throws IOException {
    var started = twoMembersOfAPlan();
    await(overriding(TO_1, 2));
    await(overriding(TO_2, 3));
    for (var copy : List.of(killed, cut)) {
      for (var name : List.of("streamgate.db", "streamgate.db-wal")) {
        Files.copy(directory.resolve(name), copy.resolve(name));
      }
    }
    try (var log = new RandomAccessFile(cut.resolve("streamgate.db-wal").toFile(), "rw")) {
      log.setLength(log.length() - 100); // inside the last transaction
    }

    assertOpens(killed, started, TO_2);
    assertOpens(cut, started, TO_1);
  }

  private void assertOpens(Path copy, List<AtStart> started, ViewerOverride override) {
    try (var opened = opened(copy, 4, 10)) {
      var set = await(opened.read(VIEWER));
      assertThat(set.override()).isEqualTo(override);
      assertThat(set.members()).extracting(Member::atStart).isEqualTo(started);
    }
  }
}
