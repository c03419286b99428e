package io.streamgate.store.sqlite;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.given.GivenPlans.overrideOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.GivenPlans;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.AtStart;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.sqlite.ScriptedJournal.Fate;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was true of streams at their start, after restarts, failures and kills. */
final class SqliteAtStartTest extends SqliteFixture {

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
    var first = overrideOf(1, second(1_000));
    var last = overrideOf(2, second(1_000));
    await(store.setOverride(VIEWER, first, second(2)));
    await(store.setOverride(VIEWER, last, second(3)));
    for (var copy : List.of(killed, cut)) {
      for (var name : List.of("streamgate.db", "streamgate.db-wal")) {
        Files.copy(directory.resolve(name), copy.resolve(name));
      }
    }
    try (var log = new RandomAccessFile(cut.resolve("streamgate.db-wal").toFile(), "rw")) {
      log.setLength(log.length() - 100); // inside the last transaction
    }

    assertOpens(killed, started, last);
    assertOpens(cut, started, first);
  }

  private void assertOpens(Path copy, List<AtStart> started, ViewerOverride override) {
    try (var opened = opened(copy, 4, 10)) {
      var set = await(opened.read(VIEWER));
      assertThat(set.override()).isEqualTo(override);
      assertThat(set.members()).extracting(Member::atStart).isEqualTo(started);
    }
  }
}
