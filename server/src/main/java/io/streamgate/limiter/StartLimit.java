package io.streamgate.limiter;

import io.streamgate.lease.id.ViewerId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A rate limit of starts: in any minute, a viewer makes at most the allowed number of starts on
 * this node. Protects against faulty players and is not part of the stream limit: it counts a
 * bounded number of viewers and lets all others pass. Safe for use by threads.
 *
 * <p>Starts are counted in slots of ten seconds. The window consists of the current slot and the
 * six before it, so it covers at least 60 and less than 70 seconds. A rejected start is not
 * counted: a player that retries too fast still gets its share. If the clock is set back to an
 * earlier minute, counting begins anew, because the counters of a wrong clock must not lock anybody
 * out.
 *
 * <p>Changes are limited in the same way, with an instance of their own.
 */
final class StartLimit {

  private static final int MAX_VIEWERS = 1_000_000;

  /** How many smaller limits a node has beside that of starts: takeovers, lookups and changes. */
  private static final int SMALLER_LIMITS = 3;

  /** How many times more viewers the limit of starts counts than a smaller one. */
  private static final int TIMES_MORE = 4;

  /** A viewer with starts in each of two minutes, and its part of the smaller limits. */
  private static final int BYTES_PER_VIEWER = 320 + 320 * SMALLER_LIMITS / TIMES_MORE;

  private static final int SLOTS = 6;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SLOT = MINUTE.dividedBy(SLOTS);
  private static final int[] NO_STARTS = new int[SLOTS];

  /** The starts of one minute, by viewer and slot. The arrays are never modified. */
  private record Minute(Instant begin, ConcurrentHashMap<ViewerId, int[]> starts) {
    Minute(Instant begin) {
      this(begin, new ConcurrentHashMap<>());
    }

    int[] of(ViewerId viewer) {
      return starts.getOrDefault(viewer, NO_STARTS);
    }
  }

  private record Window(Minute current, Minute before) {}

  private final int maxViewers;
  private final AtomicReference<Window> window =
      new AtomicReference<>(new Window(new Minute(Instant.MIN), new Minute(Instant.MIN)));

  StartLimit() {
    this(viewersIn(Runtime.getRuntime().maxMemory()));
  }

  /** A limit of what few viewers do: it counts a quarter of the viewers. */
  static StartLimit ofFewViewers() {
    return new StartLimit(viewersIn(Runtime.getRuntime().maxMemory()) / TIMES_MORE);
  }

  /**
   * How many viewers are counted in a heap of that size: with the smaller limits, the counters take
   * an eighth of it.
   */
  static int viewersIn(long heapBytes) {
    return (int) Math.min(MAX_VIEWERS, heapBytes / 8 / BYTES_PER_VIEWER);
  }

  StartLimit(int maxViewers) {
    this.maxViewers = maxViewers;
  }

  /**
   * Counts a start unless the viewer has made {@code perMinute} already. Returns zero if it is
   * allowed, otherwise the time after which the next one is: more than zero, at most 70 seconds.
   * With 0 {@code perMinute} nothing is counted and everything is allowed.
   */
  Duration untilAllowed(ViewerId viewer, int perMinute, Instant now) {
    if (perMinute == 0) {
      return Duration.ZERO;
    }
    var at = windowAt(now);
    var counters = at.current().starts();
    if (counters.mappingCount() >= maxViewers && !counters.containsKey(viewer)) {
      return Duration.ZERO;
    }
    var sinceBegin = Duration.between(at.current().begin(), now);
    var slot = sinceBegin.isNegative() ? 0 : (int) (sinceBegin.toMillis() / SLOT.toMillis());
    var before = at.before().of(viewer);
    var slots = new int[1];
    counters.compute(
        viewer,
        (_, counted) -> {
          var current = counted == null ? NO_STARTS : counted;
          slots[0] = slotsUntilAllowed(current, before, slot, perMinute);
          return slots[0] == 0 ? plusOne(current, slot) : counted;
        });
    return slots[0] == 0 ? Duration.ZERO : SLOT.multipliedBy(slot + slots[0]).minus(sinceBegin);
  }

  private static int[] plusOne(int[] starts, int slot) {
    var more = starts.clone();
    more[slot]++;
    return more;
  }

  /** How many slots must pass until fewer than {@code perMinute} starts are in the window. */
  private static int slotsUntilAllowed(int[] current, int[] before, int slot, int perMinute) {
    var inWindow = 0;
    for (var i = 0; i <= SLOTS; i++) {
      inWindow += startsIn(current, before, slot - i);
    }
    var slots = 0;
    while (inWindow >= perMinute) {
      inWindow -= startsIn(current, before, slot - SLOTS + slots);
      slots++;
    }
    return slots;
  }

  /** The starts in a slot; the last slot of the minute before is -1. */
  private static int startsIn(int[] current, int[] before, int slot) {
    return slot >= 0 ? current[slot] : before[slot + SLOTS];
  }

  /**
   * The window of {@code now}. A thread whose {@code now} is of the minute before, and a clock that
   * was set back by less than that, use the current window.
   */
  private Window windowAt(Instant now) {
    var begin = now.truncatedTo(ChronoUnit.MINUTES);
    while (true) {
      var at = window.get();
      var current = at.current().begin();
      if (begin.equals(current) || begin.plus(MINUTE).equals(current)) {
        return at;
      }
      var follows = current.equals(begin.minus(MINUTE));
      var before = follows ? at.current() : new Minute(Instant.MIN);
      window.compareAndSet(at, new Window(new Minute(begin), before));
    }
  }
}
