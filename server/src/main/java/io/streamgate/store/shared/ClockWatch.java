package io.streamgate.store.shared;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time of a node that shares a store with others: this node's clock, or, while that is off, the
 * clock of the service, whose responses carry a {@code Date}. Counting needs no clock, but a node
 * whose clock is far off mistakes live streams for lapsed ones.
 *
 * <p>Between two responses the service's time goes on by the monotonic counter, so that a step of
 * this node's clock is noticed at once. A date has whole seconds and a response takes time, so the
 * service's time is known to about a second. Any thread may call.
 */
public final class ClockWatch implements InstantSource {

  /** With a larger offset a node cannot judge leases by its own clock. */
  static final Duration TOLERATED = Duration.ofSeconds(5);

  /** A response that took longer does not say when its date was true. */
  static final Duration LONGEST_ROUND_TRIP = Duration.ofSeconds(1);

  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

  /** The service's time at {@code nanos} of the monotonic counter. */
  private record Observation(Instant time, long nanos) {}

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private volatile @Nullable Observation latest;

  /** Watches {@code clock}, which is this node's. */
  public ClockWatch(InstantSource clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** Observes the date of a response that has just arrived; an unreadable one shows no offset. */
  public void observe(String date, Duration roundTrip) {
    if (roundTrip.compareTo(LONGEST_ROUND_TRIP) > 0) {
      return;
    }
    try {
      var second = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
      latest = new Observation(second.plus(HALF_A_SECOND), nanoTime.getAsLong());
    } catch (DateTimeParseException e) {
      latest = null;
    }
  }

  /** Whether a response has shown the service's time. */
  public boolean hasObserved() {
    return latest != null;
  }

  /** This node's time, or the service's while this node's clock is off. */
  @Override
  public Instant instant() {
    var own = clock.instant();
    var ahead = ahead(own);
    return isTolerated(ahead) ? own : own.minus(ahead);
  }

  /** How far this node's clock is ahead of the service's; negative where it is behind. */
  public Duration ahead() {
    return ahead(clock.instant());
  }

  /** Whether this node's clock is off. */
  public boolean isOff() {
    return !isTolerated(ahead());
  }

  private Duration ahead(Instant own) {
    var known = latest;
    return known == null
        ? Duration.ZERO
        : Duration.between(known.time().plusNanos(nanoTime.getAsLong() - known.nanos()), own);
  }

  private static boolean isTolerated(Duration ahead) {
    return ahead.abs().minus(HALF_A_SECOND).compareTo(TOLERATED) <= 0;
  }
}
