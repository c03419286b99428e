package io.streamgate.store.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ClockWatchTest {

  private static final String NOON = "Mon, 23 Nov 2026 12:00:00 GMT";
  private static final Instant MIDDLE_OF_NOONS_SECOND = Instant.parse("2026-11-23T12:00:00.500Z");

  private Duration ahead = Duration.ZERO;
  private final ClockWatch watch = new ClockWatch(() -> MIDDLE_OF_NOONS_SECOND.plus(ahead));

  @Test
  void aClockThatNobodyHasComparedIsNotOff() {
    assertThat(watch.isOff()).isFalse();
    assertThat(watch.ahead()).isZero();
  }

  @Test
  void theDifferenceIsToldFromTheMiddleOfTheDatesSecond() {
    ahead = Duration.ofSeconds(2);
    watch.observe(NOON);
    assertThat(watch.ahead()).isEqualTo(Duration.ofSeconds(2));

    ahead = Duration.ofSeconds(-3);
    watch.observe(NOON);
    assertThat(watch.ahead()).isEqualTo(Duration.ofSeconds(-3));
  }

  @Test
  void aClockMoreThanFiveSecondsAheadOrBehindIsOff() {
    ahead = Duration.ofMillis(5_501);
    hearThreeTimes();
    assertThat(watch.isOff()).isTrue();

    ahead = Duration.ofMillis(-5_501);
    hearThreeTimes();
    assertThat(watch.isOff()).isTrue();
  }

  @Test
  void aClockThatMayBeFiveSecondsAheadIsNotOff() {
    ahead = Duration.ofMillis(5_500);
    hearThreeTimes();

    assertThat(watch.isOff()).isFalse();
  }

  @Test
  void twoLateAnswersDoNotMakeAClockWrong() {
    ahead = Duration.ofSeconds(30);
    watch.observe(NOON);
    watch.observe(NOON);

    assertThat(watch.isOff()).isFalse();
  }

  @Test
  void aClockThatWasSetRightIsRightAtOnce() {
    ahead = Duration.ofSeconds(30);
    hearThreeTimes();
    ahead = Duration.ZERO;
    watch.observe(NOON);

    assertThat(watch.isOff()).isFalse();
  }

  @Test
  void aDateOfAnotherFormTellsNothing() {
    watch.observe("yesterday");

    assertThat(watch.isOff()).isFalse();
    assertThat(watch.ahead()).isZero();
  }

  @Test
  void aClockIsNotTakenForWrongAnyLongerThanAnswersSayIt() {
    ahead = Duration.ofSeconds(30);
    hearThreeTimes();

    watch.observe("yesterday");

    assertThat(watch.isOff()).isFalse();
  }

  private void hearThreeTimes() {
    for (var answer = 0; answer < 3; answer++) {
      watch.observe(NOON);
    }
  }
}
