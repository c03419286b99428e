package io.streamgate.store.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ClockWatchTest {

  private static final String NOON = "Mon, 23 Nov 2026 12:00:00 GMT";
  private static final Instant MIDDLE_OF_NOONS_SECOND = Instant.parse("2026-11-23T12:00:00.500Z");
  private static final Duration AT_ONCE = Duration.ofMillis(10);

  private Duration ahead = Duration.ZERO;
  private Duration elapsed = Duration.ZERO;
  private final ClockWatch watch =
      new ClockWatch(
          () -> MIDDLE_OF_NOONS_SECOND.plus(elapsed).plus(ahead), () -> elapsed.toNanos());

  @Test
  void aClockThatNobodyHasComparedIsNotOff() {
    ahead = Duration.ofHours(1);

    assertThat(watch.hasObserved()).isFalse();
    assertThat(watch.isOff()).isFalse();
    assertThat(watch.ahead()).isZero();
    assertThat(watch.instant()).isEqualTo(MIDDLE_OF_NOONS_SECOND.plus(ahead));
  }

  @Test
  void theOffsetIsMeasuredFromTheMiddleOfTheDatesSecond() {
    ahead = Duration.ofSeconds(2);
    watch.observe(NOON, AT_ONCE);
    assertThat(watch.ahead()).isEqualTo(Duration.ofSeconds(2));

    ahead = Duration.ofSeconds(-3);
    assertThat(watch.ahead()).isEqualTo(Duration.ofSeconds(-3));
  }

  @Test
  void aClockMoreThanFiveSecondsAheadOrBehindIsOff() {
    watch.observe(NOON, AT_ONCE);

    ahead = Duration.ofMillis(5_501);
    assertThat(watch.isOff()).isTrue();
    ahead = Duration.ofMillis(-5_501);
    assertThat(watch.isOff()).isTrue();
  }

  @Test
  void aClockThatMayBeFiveSecondsAheadIsNotOff() {
    watch.observe(NOON, AT_ONCE);

    ahead = Duration.ofMillis(5_500);
    assertThat(watch.isOff()).isFalse();
    assertThat(watch.instant()).isEqualTo(MIDDLE_OF_NOONS_SECOND.plus(ahead));
  }

  @Test
  void whileAClockIsOffTheTimeIsTheServices() {
    watch.observe(NOON, AT_ONCE);
    ahead = Duration.ofHours(1);
    elapsed = Duration.ofMinutes(2);

    assertThat(watch.instant()).isEqualTo(MIDDLE_OF_NOONS_SECOND.plus(Duration.ofMinutes(2)));
  }

  @Test
  void aStepIsNoticedBeforeTheNextResponse() {
    watch.observe(NOON, AT_ONCE);
    elapsed = Duration.ofSeconds(30);
    ahead = Duration.ofMinutes(-10);

    assertThat(watch.isOff()).isTrue();
    assertThat(watch.instant()).isEqualTo(MIDDLE_OF_NOONS_SECOND.plus(Duration.ofSeconds(30)));
  }

  @Test
  void aResponseThatTookLongerThanASecondShowsNoOffset() {
    watch.observe(NOON, AT_ONCE);
    elapsed = Duration.ofMinutes(1); // the process was stopped while the response was on its way
    watch.observe(NOON, Duration.ofMillis(1_001));

    assertThat(watch.ahead()).isZero();

    watch.observe(NOON, Duration.ofSeconds(1));
    assertThat(watch.ahead()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aClockThatWasSetRightIsRightAtOnce() {
    watch.observe(NOON, AT_ONCE);
    ahead = Duration.ofSeconds(30);
    assertThat(watch.isOff()).isTrue();

    ahead = Duration.ZERO;
    assertThat(watch.isOff()).isFalse();
  }

  @Test
  void aDateOfAnotherFormShowsNoOffset() {
    ahead = Duration.ofSeconds(30);
    watch.observe(NOON, AT_ONCE);
    watch.observe("yesterday", AT_ONCE);

    assertThat(watch.isOff()).isFalse();
    assertThat(watch.ahead()).isZero();
    assertThat(watch.hasObserved()).isFalse();
  }
}
