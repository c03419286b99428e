package io.streamgate.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How long a delivery waits before it is repeated. */
final class WebhookBoundsTest {

  private static final WebhookBounds BOUNDS = WebhookBounds.DEFAULT;
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

  @Test
  void delayIsDoubledUpToABoundAndVariesByAHalf() {
    assertThat(BOUNDS.delay(1, 0.5)).isEqualTo(Duration.ofMillis(500));
    assertThat(BOUNDS.delay(2, 0.5)).isEqualTo(Duration.ofSeconds(1));
    assertThat(BOUNDS.delay(3, 0.5)).isEqualTo(Duration.ofSeconds(2));
    assertThat(BOUNDS.delay(3, 0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(BOUNDS.delay(3, 1)).isEqualTo(Duration.ofSeconds(3));
    assertThat(BOUNDS.delay(1_000, 0.5)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void receiverMayAskForHalfOfTheTimeThatThereIs() {
    assertThat(BOUNDS.atMost(Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
    assertThat(BOUNDS.atMost(Duration.ofDays(1))).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void retryAfterIsInSecondsOrADate() {
    assertThat(RetryAfter.parse("120", NOON)).isEqualTo(Duration.ofMinutes(2));
    assertThat(RetryAfter.parse("Sun, 29 Nov 2026 12:01:00 GMT", NOON))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(RetryAfter.parse("Sun, 29 Nov 2026 11:59:00 GMT", NOON)).isZero();
    assertThat(RetryAfter.parse("soon", NOON)).isNull();
    assertThat(RetryAfter.parse("-1", NOON)).isNull();
    assertThat(RetryAfter.parse(null, NOON)).isNull();
  }
}
