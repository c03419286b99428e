package io.streamgate.usage;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ending;
import io.streamgate.limiter.Event;
import io.streamgate.limiter.Event.Manner;
import io.streamgate.limiter.Event.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.ToLongFunction;

/**
 * What this node has seen of its viewers' usage, by days in UTC. Lost at a restart.
 *
 * <p>{@link #count} may be called by any thread, and is cheap. All other methods belong to one
 * thread.
 */
public final class Usage {

  /** How many days can be asked for, today included. */
  public static final int DAYS_KEPT = 8;

  /** The viewers of today and of the day before: a rank of last week's events helps nobody. */
  private static final int DAYS_RANKED = 2;

  private static final int SECONDS_OF_DAY = 86_400;

  private record DayCounts(long number, LevelCounts reached, LevelCounts attempted) {
    DayCounts(long number) {
      this(number, new LevelCounts(), new LevelCounts());
    }
  }

  private record Ranks(long day, Map<Activity, HeavyHitters> byActivity) {}

  private final Instant started;
  private final ToLongFunction<ViewerId> hash;
  private final ConcurrentSkipListMap<Long, DayCounts> days = new ConcurrentSkipListMap<>();
  private final Deque<Ranks> ranks = new ArrayDeque<>(); // the newest day last
  private volatile DayCounts today;

  /**
   * Counts from {@code started} on.
   *
   * @param hash a hash of a viewer's id, the same on all nodes, that does not tell the id; called
   *     by the one thread
   */
  public Usage(Instant started, ToLongFunction<ViewerId> hash) {
    this.started = started;
    this.hash = hash;
    this.today = new DayCounts(dayOf(started));
    days.put(today.number, today);
  }

  /** Counts a start exactly. */
  public void count(Event event, Instant at) {
    switch (event) {
      case Event.Started start when isAdmitted(start) -> {
        var day = day(at);
        day.reached.count(LevelCounts.levelOf(start.active()));
        day.attempted.count(LevelCounts.levelOf(start.active()));
      }
      case Event.NotStarted start when isRefused(start) ->
          day(at).attempted.count(LevelCounts.levelOf(start.active() + 1));
      default -> {}
    }
  }

  /** Adds the event's viewer to the sketches. */
  public void record(Event event, Instant at) {
    switch (event) {
      case Event.Started start when isAdmitted(start) -> {
        var viewer = start.caller().viewer().id();
        var day = day(at);
        var level = LevelCounts.levelOf(start.active());
        var hashed = hash.applyAsLong(viewer);
        day.reached.add(level, hashed);
        day.attempted.add(level, hashed);
        rank(Activity.STARTED, viewer, at);
      }
      case Event.NotStarted start when isRefused(start) -> {
        var viewer = start.caller().viewer().id();
        var level = LevelCounts.levelOf(start.active() + 1);
        day(at).attempted.add(level, hash.applyAsLong(viewer));
        rank(Activity.REFUSED, viewer, at);
      }
      case Event.StreamEnded(var caller, var stream, _)
          when stream.ending() instanceof Ending.Evicted ->
          rank(Activity.EVICTED, caller.viewer().id(), at);
      case Event.Erased(var caller, _) -> forget(caller.viewer().id());
      default -> {}
    }
  }

  /** Whether the number of streams is known, and this start made it. */
  private static boolean isAdmitted(Event.Started start) {
    return start.manner() == Manner.ADMITTED && start.active() > 0;
  }

  /** Whether the viewer had no room; a start that comes too often was not counted. */
  private static boolean isRefused(Event.NotStarted start) {
    return start.reason() == Reason.LIMIT_REACHED
        || start.reason() == Reason.RULE_REACHED
        || start.reason() == Reason.NOT_ALLOWED;
  }

  /**
   * Takes the viewer out of the ranks. The sketches of the levels do not have it: only bits of a
   * hash, whose key is not theirs.
   */
  public void forget(ViewerId viewer) {
    ranks.forEach(day -> day.byActivity.values().forEach(each -> each.forget(viewer)));
  }

  /**
   * The starts of a day by level, at {@code now}.
   *
   * @throws UnknownDay if the day was not counted, or is no longer kept
   */
  public Levels levels(LocalDate date, Instant now) {
    var today = dayOf(now);
    var first = Math.max(dayOf(started), today - DAYS_KEPT + 1);
    if (date.toEpochDay() < first || date.toEpochDay() > today) {
      throw new UnknownDay(LocalDate.ofEpochDay(first), LocalDate.ofEpochDay(today));
    }
    var day =
        Objects.requireNonNullElseGet(days.get(date.toEpochDay()), () -> new DayCounts(today));
    return Levels.of(date, day.reached, day.attempted);
  }

  /** The first {@code limit} viewers of today and the day before, at {@code now}. */
  public Top top(Activity by, int limit, Instant now) {
    forgetBefore(dayOf(now));
    var all = new HeavyHitters();
    ranks.stream()
        .map(Ranks::byActivity)
        .filter(day -> day.containsKey(by))
        .map(d -> d.get(by))
        .forEach(all::addAll);
    var window =
        LocalDate.ofEpochDay(dayOf(now) - DAYS_RANKED + 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return Top.of(by, started.isAfter(window) ? started : window, all, limit);
  }

  private void rank(Activity activity, ViewerId viewer, Instant at) {
    var day = dayOf(at);
    if (ranks.isEmpty() || ranks.getLast().day < day) {
      ranks.add(new Ranks(day, new EnumMap<>(Activity.class)));
      forgetBefore(day);
    }
    // one that was just under way at midnight counts for the new day
    ranks.getLast().byActivity.computeIfAbsent(activity, _ -> new HeavyHitters()).add(viewer);
  }

  private void forgetBefore(long newest) {
    while (!ranks.isEmpty() && ranks.getFirst().day <= newest - DAYS_RANKED) {
      ranks.removeFirst();
    }
  }

  private DayCounts day(Instant at) {
    var number = dayOf(at);
    var latest = today;
    if (latest.number == number) {
      return latest;
    }
    var day = days.computeIfAbsent(number, DayCounts::new);
    if (number > latest.number) {
      today = day;
      days.headMap(number - DAYS_KEPT, true).clear();
    }
    return day;
  }

  private static long dayOf(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SECONDS_OF_DAY);
  }
}
