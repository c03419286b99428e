package io.streamgate.store.sqlite.journal;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.stream.AtStart;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.store.sqlite.journal.Journal.Change;
import io.streamgate.store.sqlite.journal.Journal.Row;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The columns of plan and facts, in a new database and in one from before they existed. */
final class AtStartColumnsTest {

  private static final AtStart OF_FAMILY =
      new AtStart(
          "family",
          new Limit.AtMost(5),
          Map.of("genre", "", "content_type", "live", "the \"key\"", "Ünï\\code \"🎬\"\n\u0001"),
          true);

  @TempDir Path directory;

  private static Member member(String name, AtStart atStart) {
    return new Member(id(name, 0), second(90), Playback.fromStart(), Details.NONE).with(atStart);
  }

  private List<Member> loaded(SqliteJournal journal) throws SQLException {
    var members = new ArrayList<Member>();
    journal.load(
        second(90),
        second(0),
        row -> {
          switch (row) {
            case Row.Live live -> members.add(live.member());
            case Row.Past past -> members.add(past.stream().last());
            case Row.Overridden _, Row.Erased _ -> throw new AssertionError(row);
          }
        });
    return members;
  }

  private List<AtStart> reopened() throws SQLException {
    try (var journal = new SqliteJournal(Database.in(directory))) {
      return loaded(journal).stream().map(Member::atStart).toList();
    }
  }

  private void committed(Change... changes) throws SQLException {
    try (var journal = new SqliteJournal(Database.in(directory))) {
      loaded(journal);
      journal.commit(List.of(changes));
    }
  }

  private static Change admit(long seq, String name, AtStart atStart) {
    return new Change.Admit(seq, VIEWER, member(name, atStart));
  }

  private static Change remember(String name, AtStart atStart) {
    var ended = member(name, atStart).ended(new Ending.Finished(second(5)));
    return new Change.Remember(VIEWER, ended);
  }

  static Stream<AtStart> starts() {
    return Stream.of(
        OF_FAMILY,
        new AtStart("free", new Limit.Unlimited(), Map.of(), true),
        new AtStart("none", new Limit.AtMost(0), Map.of("free", "yes"), false),
        new AtStart(null, new Limit.AtMost(3), Map.of("free", ""), true),
        new AtStart(null, null, Map.of(), false),
        AtStart.UNKNOWN);
  }

  @ParameterizedTest
  @MethodSource("starts")
  void whatAMemberWasAtItsStartIsReadBackAndSoAfterItsEnd(AtStart atStart) throws SQLException {
    committed(admit(1, "a", atStart), remember("b", atStart));

    assertThat(reopened()).containsExactly(atStart, atStart);
  }

  @Test
  void aStreamThatIsRecordedAgainIsWhatItWasAtItsLastStart() throws SQLException {
    committed(remember("a", OF_FAMILY));

    committed(remember("a", AtStart.UNKNOWN));

    assertThat(reopened()).containsExactly(AtStart.UNKNOWN);
  }

  @Test
  void withoutPlansTheColumnsAreNullAndAllStreamsShareOneValue() throws SQLException {
    committed(admit(1, "a", AtStart.UNKNOWN), remember("b", AtStart.UNKNOWN));

    for (var table : List.of("live", "history")) {
      assertThat(
              DataFiles.rows(
                  directory, "SELECT coalesce(" + AtStartColumns.NAMES + ") FROM " + table))
          .containsExactly("null");
    }
    assertThat(reopened()).allSatisfy(read -> assertThat(read).isSameAs(AtStart.UNKNOWN));
  }

  /** Each member once had names of its own, and after a restart took twice the memory. */
  @Test
  void theNamesOfPlansAndFactsAreInMemoryOnce() throws SQLException {
    committed(admit(1, "a", OF_FAMILY), admit(2, "b", OF_FAMILY));

    var both = reopened();

    assertThat(both.getFirst().plan()).isSameAs(both.getLast().plan());
    for (var name : both.getFirst().facts().keySet()) {
      assertThat(both.getLast().facts().keySet()).anySatisfy(n -> assertThat(n).isSameAs(name));
    }
  }

  @Test
  void aDatabaseFromBeforePlansGetsTheColumnsAndItsStreamsAreOfNoPlan() throws SQLException {
    committed(admit(1, "a", OF_FAMILY), remember("b", OF_FAMILY));
    for (var column : (AtStartColumns.NAMES + ", rule").split(", ", -1)) {
      DataFiles.execute(directory, "ALTER TABLE history DROP COLUMN " + column);
    }
    for (var column : AtStartColumns.NAMES.split(", ", -1)) {
      DataFiles.execute(directory, "ALTER TABLE live DROP COLUMN " + column);
    }

    assertThat(reopened()).containsExactly(AtStart.UNKNOWN, AtStart.UNKNOWN);
    committed(admit(2, "c", OF_FAMILY), remember("d", OF_FAMILY));
    assertThat(reopened()).containsExactly(AtStart.UNKNOWN, OF_FAMILY, AtStart.UNKNOWN, OF_FAMILY);
  }

  /** A later version may have a higher bound. */
  @Test
  void aLimitBeyondTheBoundOfThisVersionIsReadAsTheBound() throws SQLException {
    committed(admit(1, "a", OF_FAMILY));
    DataFiles.execute(directory, "UPDATE live SET plan_limit = '5000'");

    assertThat(reopened())
        .containsExactly(new AtStart("family", new Limit.AtMost(1_000), OF_FAMILY.facts(), true));
  }

  @ParameterizedTest
  @MethodSource("damages")
  void aRowThatCannotBeReadIsDamage(String damage) throws SQLException {
    committed(admit(1, "a", OF_FAMILY));
    DataFiles.execute(directory, "UPDATE live SET " + damage);

    assertThatThrownBy(this::reopened)
        .satisfies(why -> assertThat(DiskFailure.isDamage(why)).isTrue());
  }

  static Stream<String> damages() {
    return Stream.of(
        "facts = '{'",
        "facts = ''",
        "facts = '[]'",
        "facts = '{\"genre\": 1}'",
        "facts = '{\"genre\": \"sport\"'",
        "plan_limit = 'many'");
  }

  static Stream<Ending> endings() {
    return Stream.of(
        new Ending.Evicted(second(5), id("b", 5), "one-live-match"),
        new Ending.Evicted(second(5), id("b", 5)),
        new Ending.Displaced(second(5), id("b", 5)),
        new Ending.Finished(second(5)));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void theRuleThatEndedAStreamIsReadBack(Ending ending) throws SQLException {
    committed(new Change.Remember(VIEWER, member("a", OF_FAMILY).ended(ending)));

    try (var past = new PastStreams(Database.in(directory), 10)) {
      var found = past.find(VIEWER, id("a", 0), second(0), read -> read.map(Ended::ending));
      assertThat(found).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(Optional.of(ending));
    }
  }
}
