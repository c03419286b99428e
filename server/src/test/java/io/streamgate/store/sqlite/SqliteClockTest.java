package io.streamgate.store.sqlite;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.StartDecision;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import org.junit.jupiter.api.Test;

/** A process starts in the directory of one whose clock was wrong, or with a wrong clock itself. */
final class SqliteClockTest extends SqliteFixture {

  private static final double DAY = 24 * 3600;
  private static final double TEN_YEARS = 3650 * DAY;

  @Test
  void aMemberThatLapsedOnAClockTenYearsAheadIsLapsed() {
    restart(TEN_YEARS);
    start("a", TEN_YEARS);
    sweep(TEN_YEARS + 95);

    restart(10);

    assertThat(members().getFirst().isLiveAt(second(10))).isFalse();
    assertThat(await(starting("b", 10, 1))).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void aMemberThatPlayedOnAClockTenYearsAheadHasALeaseFromNow() {
    restart(TEN_YEARS);
    start("a", TEN_YEARS);
    await(renewing(id("a", TEN_YEARS), TEN_YEARS + 30));

    restart(10);

    assertThat(members()).extracting(Member::expiresAt).containsExactly(second(100));
  }

  /** Otherwise history of that time would never be forgotten, nor any that is recorded after it. */
  @Test
  void whatEndedOnAClockTenYearsAheadHasEndedByNow() {
    restart(TEN_YEARS);
    start("a", TEN_YEARS);
    await(ending(id("a", TEN_YEARS), TEN_YEARS + 1));

    restart(10);
    assertThat(history(10)).extracting(e -> e.ending().at()).containsExactly(second(10));
    sweep(10 + DAY + 1);

    assertThat(rows("SELECT stream FROM history")).isEmpty();
  }

  @Test
  void aClockThatJumpedByMoreThanTheRetentionForgetsNothingForADay() {
    start("a", 0);
    await(ending(id("a", 0), 1));

    restart(TEN_YEARS);
    sweep(TEN_YEARS);
    sweep(TEN_YEARS + DAY - 1);
    assertThat(rows("SELECT stream FROM history")).hasSize(1);

    sweep(TEN_YEARS + DAY);
    assertThat(rows("SELECT stream FROM history")).isEmpty();
  }

  /** The machine restarts with the wrong clock until somebody notices. */
  @Test
  void nothingIsForgottenThoughTheProcessStartsAgain() {
    start("a", 0);
    await(ending(id("a", 0), 1));
    restart(TEN_YEARS);
    start("b", TEN_YEARS);
    sweep(TEN_YEARS + 95);

    restart(TEN_YEARS + 100);
    sweep(TEN_YEARS + 200);
    assertThat(rows("SELECT stream FROM history")).contains(id("a", 0).value());

    restart(100);
    assertThat(history(100)).extracting(Ended::id).contains(id("a", 0));
    assertThat(rows("SELECT held_until FROM retention")).containsExactly("0");
  }

  @Test
  void aRestartIsNoSignOfLife() {
    start("a", 0);
    await(renewing(id("a", 0), 5));

    restart(8);
    assertThat(members()).extracting(Member::lastSeenAt).containsExactly(second(0));

    await(renewing(id("a", 0), 20));
    assertThat(members()).extracting(Member::lastSeenAt).containsExactly(second(20));
  }

  @Test
  void aChangeThatIsOnDiskKeepsTheLastSignOfLife() {
    await(store.start(VIEWER, play(id("a", 0)), limit(3), second(0)));
    await(renewing(id("a", 0), 30));
    await(store.amend(VIEWER, id("a", 0), rewrite("{\"size\":1}"), second(40)));
    await(renewing(id("a", 0), 60));

    restart(70);

    assertThat(members()).extracting(Member::lastSeenAt).containsExactly(second(30));
  }

  @Test
  void aSignOfLifeFromTheFutureIsOneOfNow() {
    var id = id("a", TEN_YEARS);
    restart(TEN_YEARS);
    start("a", TEN_YEARS);
    await(renewing(id, TEN_YEARS + 30));
    await(store.amend(VIEWER, id, rewrite("{\"size\":1}"), second(TEN_YEARS + 40)));

    restart(10);

    assertThat(members()).extracting(Member::lastSeenAt).containsExactly(second(10));
  }
}
