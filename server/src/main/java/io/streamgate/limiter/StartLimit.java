package io.streamgate.limiter;

import io.streamgate.lease.id.ViewerId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The rate limit of starts: counts each viewer's starts on this node in the current minute of the
 * clock. Protects against faulty players and is not part of the stream limit: it counts a bounded
 * number of viewers and lets all others pass. Safe for use by threads.
 */
final class StartLimit {

  private static final int MAX_VIEWERS = 1_000_000;

  private record Minute(Instant begin, ConcurrentHashMap<ViewerId, Integer> starts) {}

  private final int maxViewers;
  private final AtomicReference<Minute> current =
      new AtomicReference<>(new Minute(Instant.EPOCH, new ConcurrentHashMap<>()));

  StartLimit() {
    this(MAX_VIEWERS);
  }

  StartLimit(int maxViewers) {
    this.maxViewers = maxViewers;
  }

  /** Counts a start, and returns whether it is within {@code perMinute}; 0 means no limit. */
  boolean allows(ViewerId viewer, int perMinute, Instant now) {
    if (perMinute == 0) {
      return true;
    }
    var starts = minuteOf(now).starts();
    if (starts.mappingCount() >= maxViewers && !starts.containsKey(viewer)) {
      return true;
    }
    return starts.merge(viewer, 1, Integer::sum) <= perMinute;
  }

  /** The time until the counters are reset: positive, at most a minute. */
  Duration untilReset(Instant now) {
    return Duration.between(now, beginOfMinute(now).plus(Duration.ofMinutes(1)));
  }

  private Minute minuteOf(Instant now) {
    var begin = beginOfMinute(now);
    var minute = current.get();
    if (minute.begin().isBefore(begin)) {
      current.compareAndSet(minute, new Minute(begin, new ConcurrentHashMap<>()));
      return current.get();
    }
    return minute;
  }

  private static Instant beginOfMinute(Instant now) {
    return now.truncatedTo(ChronoUnit.MINUTES);
  }
}
