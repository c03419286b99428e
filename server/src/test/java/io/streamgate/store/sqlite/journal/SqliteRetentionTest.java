package io.streamgate.store.sqlite.journal;

import static io.streamgate.given.Given.LEASE;
import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.Given.unlimited;
import static io.streamgate.store.contract.LeaseStoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.store.HeapBudget;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.sqlite.SqliteLeaseStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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

  private static Retention bounded(int perViewer) {
    return new Retention(
        Duration.ofDays(1), false, perViewer, Duration.ofDays(1), new SplittableRandom(1));
  }

  /** Runs a process in the directory in which a stream ends at once. */
  private void endOne(Retention retention, double second) {
    try (var store = opened(retention, second)) {
      var id = id("a", second);
      await(store.start(VIEWER, play(id), limit(3), second(second)));
      await(store.end(VIEWER, id, Device.UNNAMED, second(second)));
    }
  }

  /**
   * Runs a process in the directory that does its upkeep; returns how many ended streams it shows.
   */
  private int sweep(Retention retention, double second) {
    // a process that starts after a longer time deletes nothing for a day
    try (var store = opened(retention, Math.max(0, second - DAY))) {
      await(store.sweep(second(second)));
      return await(store.history(VIEWER, HistoryPage.newest(10), second(second))).size();
    }
  }

  /** Runs a process in the directory that records a view for each of {@code seconds}. */
  private void record(int perViewer, ViewerId viewer, IntStream seconds) {
    try (var store = opened(bounded(perViewer), 0)) {
      seconds.forEach(
          n -> await(store.start(viewer, pastView(id("a" + n, n)), limit(1), second(n))));
    }
  }

  private List<StreamId> history(ViewerId viewer) {
    try (var store = opened(SET_DAY, 0)) {
      return await(store.history(viewer, HistoryPage.newest(201), second(1_000))).stream()
          .map(Ended::id)
          .toList();
    }
  }

  @Test
  void ofAViewersHistoryTheOldestBeyondTheBoundAreDeleted() {
    var other = new ViewerId("other");
    record(3, other, IntStream.range(0, 2));

    record(3, VIEWER, IntStream.range(0, 6));

    assertThat(onDisk()).hasSize(5);
    assertThat(history(VIEWER)).containsExactly(id("a5", 5), id("a4", 4), id("a3", 3));
    assertThat(history(other)).containsExactly(id("a1", 1), id("a0", 0));
  }

  @Test
  void historyUpToTheBoundIsKept() {
    record(3, VIEWER, IntStream.range(0, 3));

    assertThat(history(VIEWER)).hasSize(3);
  }

  /** All streams of a viewer may expire in one step of upkeep. */
  @Test
  void manyStreamsThatEndAtOnceDoNotExceedTheBound() {
    try (var store = opened(bounded(10), 0)) {
      for (var n = 0; n < 90; n++) {
        await(store.start(VIEWER, play(id("a" + n, n)), unlimited(), second(n)));
      }
      await(store.sweep(second(2_000)));
    }

    assertThat(onDisk()).hasSize(10);
  }

  /** A commit must not take seconds because a bound was lowered. */
  @Test
  void aLowerBoundDeletesTheOldestInSteps() {
    record(Integer.MAX_VALUE, VIEWER, IntStream.range(0, 400));

    record(10, VIEWER, IntStream.range(400, 401));
    assertThat(history(VIEWER)).hasSize(144).endsWith(id("a257", 257));
    record(10, VIEWER, IntStream.range(401, 403));
    assertThat(history(VIEWER)).hasSize(10).startsWith(id("a402", 402)).endsWith(id("a393", 393));
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
