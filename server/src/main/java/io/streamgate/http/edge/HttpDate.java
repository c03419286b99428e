package io.streamgate.http.edge;

import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * The time of day as a {@code Date} header has it, written once a second. Only then is the clock
 * read: a step of the clock shows a second later. Thread-safe.
 */
final class HttpDate {

  /** The preferred format of RFC 9110 (section 5.6.7). */
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

  private record Second(CharSequence text, long endNanos) {}

  private final InstantSource clock;

  /** Any thread may replace it: it is immutable. */
  private volatile Second current;

  /**
   * Creates a date.
   *
   * @param nanos the time of the counter that {@link #at} is asked by
   */
  HttpDate(InstantSource clock, long nanos) {
    this.clock = clock;
    this.current = secondAt(nanos);
  }

  /** The date at {@code nanos}, as a monotonic counter of nanoseconds has it. */
  CharSequence at(long nanos) {
    var second = current;
    if (nanos - second.endNanos() >= 0) {
      second = secondAt(nanos);
      current = second;
    }
    return second.text();
  }

  private Second secondAt(long nanos) {
    var now = clock.instant();
    var text = HttpHeaders.createOptimized(IMF_FIXDATE.format(now));
    return new Second(text, nanos + SECOND_NANOS - now.get(ChronoField.NANO_OF_SECOND));
  }
}
