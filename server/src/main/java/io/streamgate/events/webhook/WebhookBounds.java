package io.streamgate.events.webhook;

import java.time.Duration;

/**
 * The bounds of a webhook.
 *
 * @param events how many events may wait, those in delivery included
 * @param bytes how many bytes of JSON they may have
 * @param batch the most events of one delivery
 * @param linger how long an event waits for others
 * @param deliveries how many deliveries are under way at the same time
 * @param attempt how long an attempt may take
 * @param retries for how long a delivery is repeated
 * @param firstDelay before the first retry, on average; doubled for each further one
 * @param longestDelay before any retry
 */
public record WebhookBounds(
    int events,
    int bytes,
    int batch,
    Duration linger,
    int deliveries,
    Duration attempt,
    Duration retries,
    Duration firstDelay,
    Duration longestDelay) {

  /** Those of a node. */
  public static final WebhookBounds DEFAULT =
      new WebhookBounds(
          20_000,
          16 * 1_048_576,
          100,
          Duration.ofSeconds(1),
          4,
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          Duration.ofMillis(500),
          Duration.ofSeconds(30));

  /**
   * How long to wait after that many failed attempts: between half of the delay and one and a half,
   * so that nodes do not retry in step.
   *
   * @param random from 0 up to 1
   */
  Duration delay(int failures, double random) {
    var doublings = Math.min(failures - 1, 20);
    var millis = Math.min(firstDelay.toMillis() << doublings, longestDelay.toMillis());
    return Duration.ofMillis(Math.round(millis * (0.5 + random)));
  }

  /** What a receiver asks for, but not so long that its events would expire before. */
  Duration atMost(Duration retryAfter) {
    var most = retries.dividedBy(2);
    return retryAfter.compareTo(most) > 0 ? most : retryAfter;
  }
}
