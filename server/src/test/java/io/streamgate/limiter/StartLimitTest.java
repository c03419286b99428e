package io.streamgate.limiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.id.ViewerId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Limits a viewer's starts on this node per minute of the clock. */
final class StartLimitTest {

  private static final Instant MINUTE = Instant.parse("2026-11-25T09:30:00Z");
  private static final ViewerId ANN = new ViewerId("ann");
  private static final ViewerId BOB = new ViewerId("bob");

  private final StartLimit limit = new StartLimit();

  @Test
  void theStartBeyondTheBoundIsNotAllowed() {
    assertThat(limit.allows(ANN, 2, MINUTE)).isTrue();
    assertThat(limit.allows(ANN, 2, MINUTE.plusSeconds(1))).isTrue();
    assertThat(limit.allows(ANN, 2, MINUTE.plusSeconds(59))).isFalse();
  }

  @Test
  void theNextMinuteOfTheClockBeginsAnew() {
    assertThat(limit.allows(ANN, 1, MINUTE.plusMillis(59_999))).isTrue();
    assertThat(limit.allows(ANN, 1, MINUTE.plusMillis(59_999))).isFalse();
    assertThat(limit.allows(ANN, 1, MINUTE.plusMillis(60_000))).isTrue();
  }

  @Test
  void aClockSetBackBeginsNoNewMinute() {
    assertThat(limit.allows(ANN, 1, MINUTE)).isTrue();
    assertThat(limit.allows(ANN, 1, MINUTE.minusSeconds(90))).isFalse();
  }

  @Test
  void anotherViewersStartsDoNotCount() {
    assertThat(limit.allows(ANN, 1, MINUTE)).isTrue();
    assertThat(limit.allows(BOB, 1, MINUTE)).isTrue();
  }

  @Test
  void zeroIsNoBoundAndCountsNothing() {
    assertThat(limit.allows(ANN, 0, MINUTE)).isTrue();
    assertThat(limit.allows(ANN, 0, MINUTE)).isTrue();
    assertThat(limit.allows(ANN, 1, MINUTE)).isTrue();
  }

  @Test
  void aViewerBeyondThoseThatAreCountedPassesAndNobodyElseDoes() {
    var full = new StartLimit(1);
    assertThat(full.allows(ANN, 1, MINUTE)).isTrue();

    assertThat(full.allows(BOB, 1, MINUTE)).isTrue();
    assertThat(full.allows(BOB, 1, MINUTE)).isTrue();
    assertThat(full.allows(ANN, 1, MINUTE)).isFalse();
  }

  @Test
  void theWaitEndsWithTheMinute() {
    assertThat(limit.untilReset(MINUTE)).isEqualTo(Duration.ofMinutes(1));
    assertThat(limit.untilReset(MINUTE.plusMillis(59_999))).isEqualTo(Duration.ofMillis(1));
  }
}
