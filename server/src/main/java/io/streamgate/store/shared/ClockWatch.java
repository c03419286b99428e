package io.streamgate.store.shared;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Compares this node's clock with that of a service whose responses carry a {@code Date}. Counting
 * needs no clock, but a node whose clock is far off mistakes live streams for lapsed ones.
 *
 * <p>A date has whole seconds and a response takes time, so the offset is known to about a second.
 */
public final class ClockWatch {

  /** With a larger offset a node cannot judge leases. */
  static final Duration TOLERATED = Duration.ofSeconds(5);

  /** How many responses in a row must show the offset, because a single one can be late. */
  private static final int RESPONSES = 3;

  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

  private final InstantSource clock;
  private final AtomicInteger responsesOff = new AtomicInteger();
  private volatile Duration ahead = Duration.ZERO;

  /** Watches {@code clock}, which is this node's. */
  public ClockWatch(InstantSource clock) {
    this.clock = clock;
  }

  /** Observes the date of a response that has just arrived; an unreadable one shows no offset. */
  public void observe(String date) {
    Instant second;
    try {
      second = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
    } catch (DateTimeParseException e) {
      responsesOff.set(0);
      return;
    }
    ahead = Duration.between(second.plus(HALF_A_SECOND), clock.instant());
    if (ahead.abs().minus(HALF_A_SECOND).compareTo(TOLERATED) > 0) {
      responsesOff.incrementAndGet();
    } else {
      responsesOff.set(0);
    }
  }

  /** How far this node's clock is ahead of the service's; negative where it is behind. */
  public Duration ahead() {
    return ahead;
  }

  /** Whether the last responses all show that this node's clock is wrong. */
  public boolean isOff() {
    return responsesOff.get() >= RESPONSES;
  }
}
