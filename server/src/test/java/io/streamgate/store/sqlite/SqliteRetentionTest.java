package io.streamgate.store.sqlite;

import static io.streamgate.given.Given.LEASE;
import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.store.sqlite.SqliteFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.store.HeapBudget;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.sqlite.journal.DataFiles;
import io.streamgate.store.sqlite.journal.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A default retention that is shorter than before hides history, and deletes none of it. */
final class SqliteRetentionTest {

  private static final double DAY = 86_400;
  private static final Retention DEFAULT_DAY = new Retention(Duration.ofDays(1), true);
  private static final Retention SET_DAY = new Retention(Duration.ofDays(1), false);
  private static final Retention SET_MONTH = new Retention(Duration.ofDays(30), false);

  @TempDir Path directory;

  private SqliteLeaseStore opened(Retention retention, double second) {
    return SqliteLeaseStore.open(
        directory,
        new SqliteLeaseStore.Options(LEASE, retention, 100, HeapBudget.ofThisProcess()),
        second(second));
  }

  /** Runs a process in the directory in which a stream ends at once. */
  private void endOne(Retention retention, double second) {
    try (var store = opened(retention, second)) {
      var id = id("a", second);
      await(store.start(VIEWER, play(id), limit(3), second(second)));
      await(store.end(VIEWER, id, second(second)));
    }
  }

  /**
   * Runs a process in the directory that does its upkeep; returns how many ended streams it shows.
   */
  private int sweep(Retention retention, double second) {
    try (var store = opened(retention, second)) {
      await(store.sweep(second(second)));
      return await(store.history(VIEWER, HistoryPage.newest(10), second(second))).size();
    }
  }

  private List<String> onDisk() {
    return DataFiles.rows(directory, "SELECT stream FROM history");
  }

  @Test
  void aShorterDefaultHidesOlderHistoryAndDeletesNoneOfIt() {
    endOne(SET_MONTH, 0);

    assertThat(sweep(DEFAULT_DAY, 2 * DAY)).isZero();
    assertThat(onDisk()).hasSize(1);
    assertThat(sweep(SET_MONTH, 3 * DAY)).isEqualTo(1);
  }

  @Test
  void whatAnEarlierRetentionKeptIsDeletedWhenThatIsOver() {
    endOne(SET_MONTH, 0);

    sweep(DEFAULT_DAY, 30 * DAY);
    assertThat(onDisk()).hasSize(1);
    sweep(DEFAULT_DAY, 30 * DAY + 1);
    assertThat(onDisk()).isEmpty();
  }

  @Test
  void aRetentionThatIsSetDeletes() {
    endOne(SET_MONTH, 0);

    sweep(SET_DAY, 2 * DAY);

    assertThat(onDisk()).isEmpty();
  }

  @Test
  void onceSetTheShorterOneIsWhatLaterDefaultsGoBy() {
    endOne(SET_MONTH, 0);
    sweep(SET_DAY, 0);

    sweep(DEFAULT_DAY, 2 * DAY);

    assertThat(onDisk()).isEmpty();
  }

  @Test
  void aLongerDefaultIsWhatLaterShorterOnesGoBy() {
    endOne(new Retention(Duration.ofDays(30), true), 0);

    sweep(DEFAULT_DAY, 2 * DAY);

    assertThat(onDisk()).hasSize(1);
  }

  @Test
  void aNewDatabaseKeepsHistoryForTheDefault() {
    endOne(DEFAULT_DAY, 0);

    sweep(DEFAULT_DAY, 2 * DAY);

    assertThat(onDisk()).isEmpty();
  }

  /** Versions without that record kept history for 30 days by default. */
  @Test
  void aDatabaseOfAVersionThatRecordedNoRetentionKeepsHistoryForThirtyDays() {
    endOne(SET_DAY, 0);
    DataFiles.execute(directory, "DROP TABLE retention");

    sweep(DEFAULT_DAY, 30 * DAY);
    assertThat(onDisk()).hasSize(1);
    sweep(DEFAULT_DAY, 30 * DAY + 1);
    assertThat(onDisk()).isEmpty();
  }

  @Test
  void theLongestRetentionFitsIntoTheRecord() {
    endOne(new Retention(Duration.ofDays(3650), false), 0);

    sweep(DEFAULT_DAY, 3650 * DAY);

    assertThat(onDisk()).hasSize(1);
  }
}
