package io.streamgate.store.shared;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Compares this node's clock with the clock of a service whose answers carry their {@code Date}.
 * The count needs no clock, but a node that is far off takes live streams for lapsed.
 *
 * <p>A date has whole seconds, and an answer takes a while, so that the difference is known to
 * about a second.
 */
public final class ClockWatch {

  /** From here on a node is unfit to judge leases. */
  static final Duration TOLERATED = Duration.ofSeconds(5);

  /** So many answers in a row must say it: one can be late. */
  private static final int ANSWERS = 3;

  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

  private final InstantSource clock;
  private final AtomicInteger answersOff = new AtomicInteger();
  private volatile Duration ahead = Duration.ZERO;

  /** Watches that clock, which is this node's. */
  public ClockWatch(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Takes notice of an answer that has just come; one with a date of another form tells nothing.
   */
  public void heard(String date) {
    try {
      heard(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    } catch (DateTimeParseException notADate) {
      answersOff.set(0);
    }
  }

  private void heard(Instant secondOfAnswer) {
    ahead = Duration.between(secondOfAnswer.plus(HALF_A_SECOND), clock.instant());
    if (ahead.abs().minus(HALF_A_SECOND).compareTo(TOLERATED) > 0) {
      answersOff.incrementAndGet();
    } else {
      answersOff.set(0);
    }
  }

  /** How far this node's clock is ahead of the service's; negative where it is behind. */
  public Duration ahead() {
    return ahead;
  }

  /** Whether the last answers all say that this node's clock is wrong. */
  public boolean isOff() {
    return answersOff.get() >= ANSWERS;
  }
}
