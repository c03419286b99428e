package io.streamgate.identity.jwt.keys;

import java.time.Duration;
import java.time.Instant;

/**
 * When keys may be fetched, and when it is time: at most two fetches begin in 30 seconds. One of
 * them at most is of a single key, because whoever invents names of keys causes these, and a
 * refresh must not wait for them. Thread-safe.
 */
final class FetchPace {

  private static final Duration PERIOD = Duration.ofSeconds(30);
  private static final Duration OVERTAKING = Duration.ofSeconds(5);
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(15);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);

  // all below are guarded by this
  private Instant last = Instant.MIN;
  private Instant beforeLast = Instant.MIN;
  private Instant lastOfOneKey = Instant.MIN;
  private Instant due = Instant.MIN;
  private int failures;

  /** Whether it is time for a refresh, and one may begin. */
  synchronized boolean isDue(Instant now) {
    return (!now.isBefore(due) || wasSetBack(last, now)) && allows(now);
  }

  /** Whether a refresh may begin. */
  synchronized boolean allows(Instant now) {
    return isLongSince(beforeLast, now);
  }

  /** Whether the fetch of a single key may begin. */
  synchronized boolean allowsOneKey(Instant now) {
    return allows(now) && isLongSince(lastOfOneKey, now);
  }

  private static boolean isLongSince(Instant begin, Instant now) {
    return begin.equals(Instant.MIN) || !now.isBefore(begin.plus(PERIOD)) || wasSetBack(begin, now);
  }

  /** Whether the clock was corrected: more than that requests overtake each other. */
  private static boolean wasSetBack(Instant begin, Instant now) {
    return !begin.equals(Instant.MIN) && now.isBefore(begin.minus(OVERTAKING));
  }

  /** The time until a refresh may begin; at least a second. */
  synchronized Duration wait(Instant now) {
    return allows(now) ? SHORTEST_WAIT : untilPeriodEnds(beforeLast, now);
  }

  /** The time until the fetch of a single key may begin; at least a second. */
  synchronized Duration waitForOneKey(Instant now) {
    var wait = wait(now);
    return isLongSince(lastOfOneKey, now) ? wait : longer(wait, untilPeriodEnds(lastOfOneKey, now));
  }

  private static Duration untilPeriodEnds(Instant begin, Instant now) {
    return longer(SHORTEST_WAIT, Duration.between(now, begin.plus(PERIOD)));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  /** A fetch begins. */
  synchronized void begin(Instant now) {
    beforeLast = last;
    last = now.isBefore(last) && !wasSetBack(last, now) ? last : now;
  }

  /** The fetch of a single key begins. */
  synchronized void beginOneKey(Instant now) {
    begin(now);
    lastOfOneKey = now;
  }

  /** All keys are from this time. Returns the refreshes that had failed before. */
  synchronized int succeeded(Instant at, Duration refresh) {
    var failed = failures;
    failures = 0;
    due = at.plus(refresh);
    return failed;
  }

  /** The refresh that began at this time has failed. Returns the time until the next one. */
  synchronized Duration failed(Instant at) {
    due = at.plus(longer(backoff(failures++), wait(at)));
    return Duration.between(at, due);
  }

  /** A second at first, because most faults are short. */
  private static Duration backoff(int failures) {
    if (failures == 0) {
      return SHORTEST_WAIT;
    }
    var wait = FIRST_BACKOFF.multipliedBy(1L << Math.min(failures - 1, 8));
    return wait.compareTo(LONGEST_BACKOFF) < 0 ? wait : LONGEST_BACKOFF;
  }
}
