package io.streamgate.store.sqlite;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.Member;
import io.streamgate.store.sqlite.Generation.Question;
import io.streamgate.store.sqlite.Journal.Change;
import io.streamgate.store.sqlite.ScriptedJournal.Fate;
import io.streamgate.store.sqlite.WriteQueue.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When each lease runs out, which memory alone knows, and when upkeep looks at it. */
final class SqliteExpiryTest extends SqliteFixture {

  @Test
  void afterAFailedCommitEachOfAViewersStreamsHasItsOwnExpiry() {
    start("a", 0);
    start("b", 10);
    await(renewing(id("b", 10), 60));

    failOneCommit(Fate.FAILS_BEFORE, () -> starting("c", 61));

    assertThat(members()).extracting(Member::expiresAt).containsExactly(second(90), second(150));
  }

  /** Its viewer is due twice then, and the second look finds nothing to do. */
  @Test
  void aLeaseThatWasShortenedIsMarkedOnce() {
    start("a", 0);
    var shorter = new Heartbeat(List.of(), Duration.ofSeconds(10));
    await(store.renew(VIEWER, id("a", 0), shorter, second(1)));
    var before = journal().commits().size();

    sweep(95);

    assertThat(rows("SELECT lapsed_at FROM live"))
        .containsExactly(Long.toString(second(11).toEpochMilli()));
    assertThat(journal().commits().subList(before, journal().commits().size()))
        .filteredOn(commit -> commit.getFirst() instanceof Change.Mark)
        .hasSize(1);
  }

  /** Else what upkeep remembers would grow with each call. */
  @Test
  void aViewerIsDueOnceHoweverOftenItIsDecided() {
    var generation = new Generation(10);
    generation.decide(
        new Question<>(
            VIEWER,
            Kind.START,
            set -> set.decide(play(id("a", 0)), limit(3), second(0)),
            second(0)));
    for (var repeated = 1; repeated <= 3; repeated++) {
      var now = second(repeated);
      generation.decide(
          new Question<>(
              VIEWER, Kind.OTHER, set -> set.amend(id("a", 0), rewrite("{}"), now), now));
    }

    assertThat(generation.buckets().takeDue(second(90)))
        .singleElement()
        .satisfies(viewers -> assertThat(viewers).containsExactly(VIEWER));
  }
}
