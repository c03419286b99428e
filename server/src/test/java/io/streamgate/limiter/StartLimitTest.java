package io.streamgate.limiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.id.ViewerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits a viewer's starts on this node to a number in any minute. */
final class StartLimitTest {

  private static final Instant MINUTE = Instant.parse("2026-11-25T09:30:00Z");
  private static final ViewerId ANN = new ViewerId("ann");
  private static final ViewerId BOB = new ViewerId("bob");

  private final StartLimit limit = new StartLimit();

  @Test
  void theStartBeyondTheBoundIsNotAllowed() {
    assertThat(allows(2, MINUTE)).isTrue();
    assertThat(allows(2, MINUTE.plusSeconds(1))).isTrue();
    assertThat(allows(2, MINUTE.plusSeconds(59))).isFalse();
  }

  @Test
  void twiceTheNumberDoesNotPassWhereTheMinuteOfTheClockEnds() {
    assertThat(allows(1, MINUTE.plusMillis(59_999))).isTrue();
    assertThat(allows(1, MINUTE.plusMillis(60_000))).isFalse();
    assertThat(allows(1, MINUTE.plusMillis(119_998))).isFalse();
    assertThat(allows(1, MINUTE.plusMillis(120_000))).isTrue();
  }

  @Test
  void theWaitEndsWhenTheNextStartIsAllowed() {
    assertThat(limit.untilAllowed(ANN, 2, MINUTE.plusSeconds(7))).isZero();
    assertThat(limit.untilAllowed(ANN, 2, MINUTE.plusSeconds(38))).isZero();
    var now = MINUTE.plusSeconds(41);
    var wait = limit.untilAllowed(ANN, 2, now);

    assertThat(wait).isEqualTo(Duration.ofSeconds(29)); // the slot of the first ends at 10 s
    assertThat(allows(2, now.plus(wait).minusMillis(1))).isFalse();
    assertThat(allows(2, now.plus(wait))).isTrue();
  }

  @Test
  void aRejectedStartDoesNotProlongTheWait() {
    assertThat(allows(1, MINUTE)).isTrue();
    for (var second = 1; second < 70; second++) {
      assertThat(allows(1, MINUTE.plusSeconds(second))).as("%s s", second).isFalse();
    }
    assertThat(allows(1, MINUTE.plusSeconds(70))).isTrue();
  }

  @Test
  void aMinuteWithoutStartsForgetsThoseBefore() {
    assertThat(allows(1, MINUTE)).isTrue();
    assertThat(allows(1, MINUTE.plusSeconds(120))).isTrue();
  }

  /** A clock that was ahead must not lock anybody out after it is corrected. */
  @Test
  void aClockThatIsSetBackBeginsAnew() {
    assertThat(allows(1, MINUTE.plus(Duration.ofHours(1)))).isTrue();
    assertThat(allows(1, MINUTE)).isTrue();
    assertThat(allows(1, MINUTE)).isFalse();
  }

  /** Threads read the clock before they count, so the turn of a minute is no reset. */
  @Test
  void aTimeOfTheMinuteBeforeIsNoNewBeginning() {
    assertThat(allows(1, MINUTE)).isTrue();
    assertThat(allows(1, MINUTE.minusMillis(1))).isFalse();
    assertThat(allows(1, MINUTE.plusMillis(1))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noMinuteHasMoreThanTheNumber(long seed) {
    var random = new Random(seed);
    var last = new ArrayDeque<Instant>();
    var now = MINUTE;
    for (var step = 0; step < 20_000; step++) {
      now = now.plusMillis(random.nextInt(random.nextInt(100) == 0 ? 100_000 : 4_000));
      if (!allows(7, now)) {
        continue;
      }
      last.add(now);
      if (last.size() > 7) {
        assertThat(Duration.between(last.remove(), now)).isGreaterThan(Duration.ofMinutes(1));
      }
    }
  }

  @Test
  void anotherViewersStartsDoNotCount() {
    assertThat(allows(1, MINUTE)).isTrue();
    assertThat(limit.untilAllowed(BOB, 1, MINUTE)).isZero();
  }

  @Test
  void zeroIsNoBoundAndCountsNothing() {
    assertThat(allows(0, MINUTE)).isTrue();
    assertThat(allows(0, MINUTE)).isTrue();
    assertThat(allows(1, MINUTE)).isTrue();
  }

  @Test
  void aViewerBeyondThoseThatAreCountedPassesAndNobodyElseDoes() {
    var full = new StartLimit(1);
    assertThat(full.untilAllowed(ANN, 1, MINUTE)).isZero();

    assertThat(full.untilAllowed(BOB, 1, MINUTE)).isZero();
    assertThat(full.untilAllowed(BOB, 1, MINUTE)).isZero();
    assertThat(full.untilAllowed(ANN, 1, MINUTE)).isPositive();
  }

  private boolean allows(int perMinute, Instant now) {
    return limit.untilAllowed(ANN, perMinute, now).isZero();
  }

  /** Ever new viewers once filled the heap with counters: 320 bytes, and 3 times a quarter. */
  @Test
  void theCountersTakeAnEighthOfTheHeapAtMost() {
    assertThat(StartLimit.viewersIn(64 << 20)).isEqualTo(14_979);
    assertThat(StartLimit.viewersIn(1L << 40)).isEqualTo(1_000_000);
  }
}
