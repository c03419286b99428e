package io.streamgate.lease.rule;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An operator's exception for one viewer, until a time. It comes before the limit and the plan that
 * a token, a back end or the file of plans says.
 *
 * @param until the first instant at which it no longer holds, to the millisecond, at most {@link
 *     #LATEST}
 * @param by who set it, at most {@value #MOST_OF_BY} characters
 * @param note why, at most {@value #MOST_OF_NOTE} characters; may be empty
 */
public record ViewerOverride(Grant grant, Instant until, String by, String note) {

  /** The most characters of who set an override. */
  public static final int MOST_OF_BY = 64;

  /** The most characters of a note: it lies on the viewer's item, which each write pays for. */
  public static final int MOST_OF_NOTE = 200;

  /** The latest end of an override: every store can count the milliseconds until then. */
  public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  /** What an override replaces. */
  public sealed interface Grant {

    /** The limit. The rules of the viewer's plan hold as before. */
    record OfLimit(Limit limit) implements Grant {}

    /** The plan, with its limit and its rules. */
    record OfPlan(String name) implements Grant {}
  }

  public ViewerOverride {
    until = until.truncatedTo(ChronoUnit.MILLIS);
    if (until.isAfter(LATEST)) {
      throw new IllegalArgumentException("must end by " + LATEST + ", not " + until);
    }
    atMost(MOST_OF_BY, by);
    atMost(MOST_OF_NOTE, note);
  }

  /** Whether this override holds at {@code now}. */
  public boolean holdsAt(Instant now) {
    return now.isBefore(until);
  }

  private static void atMost(int most, String text) {
    var length = text.codePointCount(0, text.length());
    if (length > most) {
      throw new IllegalArgumentException(
          "must have at most " + most + " characters, not " + length);
    }
  }
}
