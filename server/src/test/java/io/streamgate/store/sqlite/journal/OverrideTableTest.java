package io.streamgate.store.sqlite.journal;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.overrideOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.ViewerOverride.Grant;
import io.streamgate.store.sqlite.journal.Journal.Change.RemoveOverride;
import io.streamgate.store.sqlite.journal.Journal.Change.SetOverride;
import io.streamgate.store.sqlite.journal.Journal.Row;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Overrides on disk, in a new database and in those of earlier and later versions. */
final class OverrideTableTest {

  private static final ViewerId OTHER = new ViewerId("other");
  private static final ViewerOverride TO_5 = overrideOf(5, second(1_000));
  private static final ViewerOverride TO_0 = overrideOf(0, second(2_000));

  @TempDir Path directory;

  private static Map<ViewerId, ViewerOverride> loaded(SqliteJournal journal) throws SQLException {
    var overrides = new HashMap<ViewerId, ViewerOverride>();
    journal.load(
        second(0),
        second(0),
        row -> {
          if (row instanceof Row.Overridden(var viewer, var override)) {
            overrides.put(viewer, override);
          }
        });
    return overrides;
  }

  private Map<ViewerId, ViewerOverride> reopened() throws SQLException {
    try (var journal = new SqliteJournal(Database.in(directory))) {
      return loaded(journal);
    }
  }

  private void committed(Journal.Change... changes) throws SQLException {
    try (var journal = new SqliteJournal(Database.in(directory))) {
      loaded(journal);
      journal.commit(List.of(changes));
    }
  }

  static Stream<Grant> grants() {
    return Stream.of(
        new Grant.OfLimit(new Limit.AtMost(0)),
        new Grant.OfLimit(new Limit.AtMost(1_000)),
        new Grant.OfLimit(new Limit.Unlimited()),
        new Grant.OfPlan("family"));
  }

  @ParameterizedTest
  @MethodSource("grants")
  void anOverrideIsReadBackAsItWasSet(Grant grant) throws SQLException {
    var override = new ViewerOverride(grant, second(7.001), "Zoë", "a 'note' 🎬");

    committed(new SetOverride(VIEWER, override));

    assertThat(reopened()).containsExactly(Map.entry(VIEWER, override));
  }

  @Test
  void eachViewerHasItsOwnAndTheLastOneHolds() throws SQLException {
    committed(new SetOverride(VIEWER, TO_0), new SetOverride(OTHER, TO_0));

    committed(new SetOverride(VIEWER, TO_5));

    assertThat(reopened()).isEqualTo(Map.of(VIEWER, TO_5, OTHER, TO_0));
  }

  @Test
  void changesOfOneCommitTakeEffectInTheirOrder() throws SQLException {
    committed(
        new SetOverride(VIEWER, TO_5),
        new RemoveOverride(VIEWER),
        new SetOverride(VIEWER, TO_0),
        new SetOverride(OTHER, TO_5),
        new RemoveOverride(OTHER));

    assertThat(reopened()).isEqualTo(Map.of(VIEWER, TO_0));
  }

  @Test
  void aDatabaseFromBeforeOverridesGetsTheTable() throws SQLException {
    committed();
    DataFiles.execute(directory, "DROP TABLE override");

    assertThat(reopened()).isEmpty();
    committed(new SetOverride(VIEWER, TO_5));
    assertThat(reopened()).isEqualTo(Map.of(VIEWER, TO_5));
  }

  @Test
  void anOverrideThatGrantsWhatOnlyALaterVersionKnowsMeansNothingAndStays() throws SQLException {
    committed(new SetOverride(VIEWER, TO_5));
    DataFiles.execute(directory, "ALTER TABLE override ADD COLUMN rate INTEGER");
    DataFiles.execute(directory, "UPDATE override SET stream_limit = NULL, rate = 9");

    assertThat(reopened()).isEmpty();
    assertThat(DataFiles.rows(directory, "SELECT rate FROM override")).containsExactly("9");
  }

  @Test
  void whatALaterVersionNotedOfAnOverrideIsNotSaidOfTheNextOne() throws SQLException {
    committed(new SetOverride(VIEWER, TO_5));
    DataFiles.execute(directory, "ALTER TABLE override ADD COLUMN rate INTEGER");
    DataFiles.execute(directory, "UPDATE override SET rate = 9");

    committed(new SetOverride(VIEWER, TO_0));

    assertThat(DataFiles.rows(directory, "SELECT rate FROM override")).containsExactly("null");
  }

  @Test
  void textsThatALaterVersionMadeLongerAreCutInMemoryAndWholeOnDisk() throws SQLException {
    committed(new SetOverride(VIEWER, TO_5));
    DataFiles.execute(directory, "UPDATE override SET set_by = printf('%.65c', 'b')");
    DataFiles.execute(directory, "UPDATE override SET note = printf('%.201c', 'n')");

    var expected = new ViewerOverride(TO_5.grant(), TO_5.until(), "b".repeat(64), "n".repeat(200));
    assertThat(reopened()).isEqualTo(Map.of(VIEWER, expected));
    assertThat(DataFiles.rows(directory, "SELECT length(note) FROM override"))
        .containsExactly("201");
  }

  @Test
  void anOverrideThatCannotBeReadIsDamage() throws SQLException {
    committed(new SetOverride(VIEWER, TO_5));
    DataFiles.execute(directory, "UPDATE override SET stream_limit = 'many'");

    assertThatThrownBy(this::reopened)
        .satisfies(why -> assertThat(DiskFailure.isDamage(why)).isTrue());
  }
}
