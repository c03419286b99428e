package io.streamgate.store.sqlite;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.Given.unlimited;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.store.StoreHealth.Census;
import io.streamgate.store.sqlite.journal.Journal.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a run of upkeep records. */
final class SqliteUpkeepTest extends SqliteFixture {

  private static final List<String> NOT_MARKED = List.of("null");

  private List<String> marks() {
    return rows("SELECT lapsed_at FROM live");
  }

  @Test
  void aRowIsMarkedWhenItsLeaseHasRunOutAndNotBefore() {
    start("a", 0);

    sweep(89.999);
    assertThat(marks()).isEqualTo(NOT_MARKED);
    sweep(90);
    assertThat(marks()).containsExactly(Long.toString(second(90).toEpochMilli()));
  }

  @Test
  void aMemberThatSendsHeartbeatsIsNotMarkedAndNotForgotten() {
    start("a", 0);
    await(renewing(id("a", 0), 60));

    sweep(95);
    assertThat(marks()).isEqualTo(NOT_MARKED);
    sweep(149.9);
    assertThat(marks()).isEqualTo(NOT_MARKED);
    sweep(150);
    assertThat(marks()).containsExactly(Long.toString(second(150).toEpochMilli()));
  }

  @Test
  void aMarkIsSetOnce() {
    start("a", 0);
    sweep(90);
    var before = journal().commits().size();

    sweep(95);

    var since = journal().commits().subList(before, journal().commits().size());
    assertThat(since)
        .allSatisfy(
            commit ->
                assertThat(commit)
                    .hasOnlyElementsOfTypes(Change.Forget.class, Change.ForgetActs.class));
  }

  @Test
  void aMemberThatWasRevivedIsMarkedAgainWhenItLapsesAgain() {
    start("a", 0);
    sweep(90);
    await(renewing(id("a", 0), 100));

    sweep(190);

    assertThat(marks()).containsExactly(Long.toString(second(190).toEpochMilli()));
  }

  @Test
  void aPassFreesNoSlot() {
    start("a", 0);
    sweep(300);

    assertThat(memberIds()).containsExactly(id("a", 0));
    assertThat(rows("SELECT stream FROM history")).isEmpty();
  }

  @Test
  void aMemberLapsedForTenMinutesGoesToHistory() {
    start("a", 0);

    assertThat(sweep(689.999)).isZero();
    assertThat(sweep(690)).isEqualTo(1);

    assertThat(memberIds()).isEmpty();
    assertThat(rows("SELECT stream FROM live")).isEmpty();
    assertThat(history(700))
        .extracting(Ended::ending)
        .containsExactly(new Ending.Expired(second(90)));
  }

  @Test
  void aViewerIsForgottenTwoMinutesAfterTheLastEnd() {
    start("a", 0);
    await(ending(id("a", 0), 5));

    sweep(124.999);
    assertThat(store.health().census()).isEqualTo(new Census.Counted(0, 0, 1, 0));
    sweep(125);
    assertThat(store.health().census()).isEqualTo(new Census.Counted(0, 0, 0, 0));
  }

  @Test
  void aPassCommitsAtMost1024RowsAtOnce() {
    startMany(40, 90);

    sweep(1_000);

    assertThat(rows("SELECT count(*) FROM live")).containsExactly("0");
    assertThat(rows("SELECT count(*) FROM history")).containsExactly("3600");
    assertThat(rowsOfUpkeep()).allSatisfy(rows -> assertThat(rows).isLessThanOrEqualTo(1_024));
    assertThat(rowsOfUpkeep().stream().mapToInt(rows -> rows).sum()).isEqualTo(7_200);
  }

  /**
   * A pass once waited for a step with room for all rows that a viewer may have, which none had.
   */
  @Test
  void aViewerWithAThousandStreamsIsRecordedInAStepOfItsOwn() {
    startMany(1, 1_000);
    startMany(2, 90);

    assertThat(sweep(1_000)).isEqualTo(1_180);

    assertThat(rows("SELECT count(*) FROM history")).containsExactly("1180");
    assertThat(rowsOfUpkeep()).containsExactlyInAnyOrder(2_000, 360);
  }

  /** Starts {@code each} streams for each of {@code viewers} viewers. */
  private void startMany(int viewers, int each) {
    var starts = new ArrayList<CompletableFuture<StartDecision>>();
    for (var i = 0; i < viewers * each; i += each) {
      var viewer = freshViewer();
      for (var j = i; j < i + each; j++) {
        starts.add(started(viewer, "s" + j));
        if (starts.size() % 100 == 0) {
          starts.forEach(SqliteFixture::await); // the queue has room for 750 starts
        }
      }
      starts.forEach(SqliteFixture::await);
    }
  }

  private CompletableFuture<StartDecision> started(ViewerId viewer, String name) {
    return store.start(viewer, play(id(name, 0)), unlimited(), second(0)).toCompletableFuture();
  }

  private List<Integer> rowsOfUpkeep() {
    return journal().commits().stream()
        .filter(
            commit ->
                commit.getFirst() instanceof Change.Remove
                    || commit.getFirst() instanceof Change.Mark)
        .map(List::size)
        .toList();
  }

  @Test
  void historyIsForgottenAfterItsRetention() {
    start("a", 0);
    await(ending(id("a", 0), 5));
    start("b", 10);
    await(ending(id("b", 10), 20));
    var aDay = 86_400;

    sweep(aDay + 5);
    assertThat(rows("SELECT stream FROM history")).hasSize(2);
    sweep(aDay + 6);
    assertThat(rows("SELECT stream FROM history")).containsExactly(id("b", 10).value());
  }

  @Test
  void historyIsForgottenInStepsUntilNothingIsTooOld() {
    startMany(30, 90);
    sweep(1_000);
    assertThat(rows("SELECT count(*) FROM history")).containsExactly("2700");

    sweep(90_000);

    assertThat(rows("SELECT count(*) FROM history")).containsExactly("0");
  }

  @Test
  void aChangeQueuedDuringAPassStaysBehindTheMark() {
    start("a", 0);
    journal().hold();
    var pass = store.sweep(second(90));
    journal().awaitBegun();
    var revived = renewing(id("a", 0), 100);
    journal().letGo();
    await(pass);
    await(revived);

    assertThat(marks()).isEqualTo(NOT_MARKED);
  }

  @Test
  void upkeepAfterARestartFindsWhatTheProcessBeforeLeft() {
    start("a", 0);
    sweep(90);
    restart(100);

    assertThat(sweep(690)).isEqualTo(1);
    assertThat(await(store.start(VIEWER, play(id("b", 700)), limit(1), second(700))))
        .isInstanceOf(StartDecision.Admitted.class);
  }
}
