package io.streamgate.simulation.ledger;

import io.streamgate.lease.stream.Ended;
import io.streamgate.simulation.ledger.ItemState.Tombstone;
import io.streamgate.simulation.plans.PlanHistory;
import io.streamgate.simulation.world.Counters;
import io.streamgate.simulation.world.FaultRanges;
import io.streamgate.simulation.world.Tolerance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Everything known about one viewer: its players' requests, the states of its item, and the
 * acknowledged streams. It shares no code with the kernel or the store.
 */
public final class Ledger {

  static final long LEASE_MS = 90_000;
  static final long KEY_REMEMBERED_MS = 120_000;
  static final long RETENTION_MS = PlanHistory.RETENTION.toMillis();

  private static final int LATELY = 30;

  /** An ended stream: the time in its ending, and when the table was changed. */
  record Gone(long endedAtMs, long trueMs) {}

  private final String viewer;
  private final long seed;
  private final PlanHistory plan;
  private final Tolerance tolerance;
  private final Counters counters;
  private final Trace trace = new Trace();
  private final SentRequests requests;
  private final OverrideChecker overrides = new OverrideChecker(this);

  private final Map<String, Long> playingUntil = new HashMap<>();
  private final Map<String, Gone> gone = new HashMap<>();
  private final Map<String, Long> keyGoneSince = new HashMap<>();
  private final ArrayDeque<String> onRecord = new ArrayDeque<>();
  private final ArrayDeque<ItemState> states = new ArrayDeque<>();
  private long disturbedMs = Long.MIN_VALUE / 2;

  /**
   * An empty ledger.
   *
   * @param owners the viewer of each sid that a start was sent for, shared by all ledgers
   */
  public Ledger(
      String viewer,
      long seed,
      FaultRanges ranges,
      PlanHistory plan,
      Map<String, String> owners,
      Counters counters) {
    this.viewer = viewer;
    this.seed = seed;
    this.tolerance = Tolerance.of(ranges);
    this.plan = plan;
    this.counters = counters;
    this.requests = new SentRequests(viewer, owners);
    states.add(ItemState.of(Map.of(), 0));
  }

  /** The viewer's last events. */
  public Trace trace() {
    return trace;
  }

  /** The requests of its players. */
  public SentRequests requests() {
    return requests;
  }

  /** The viewer's override. */
  public OverrideChecker overrides() {
    return overrides;
  }

  /** Whether such a limit may have applied to a call that began then, under an override or not. */
  boolean hadLimit(Moment asked, long nowMs, IntPredicate limit) {
    return plan.had(nowMs, limit)
        || sawSince(
            asked.trueMs(),
            state ->
                plan.held(nowMs, state.override())
                    .anyMatch(held -> limit.test(held.plan().limit().bound())));
  }

  /** The lowest limit that may have applied to a call in flight. */
  int lowestLimit(long nowMs) {
    return Stream.concat(plan.held(nowMs, null), plan.held(nowMs, state().override()))
        .mapToInt(held -> held.plan().limit().bound())
        .min()
        .orElseThrow();
  }

  PlanHistory plan() {
    return plan;
  }

  Tolerance tolerance() {
    return tolerance;
  }

  /** A fault struck a message between a node and the table. */
  public void disturbed(long nowMs) {
    disturbedMs = nowMs;
  }

  /**
   * Whether a player that asked for a lease may be told that it ends then: a lease from then on, or
   * the one on record if that ends later.
   */
  boolean wasGranted(String id, long expiresAtMs, Moment asked) {
    var asAsked = asked.nodeMs() + LEASE_MS;
    return expiresAtMs == asAsked || (expiresAtMs > asAsked && wasOnRecord(id, expiresAtMs, asked));
  }

  /** Whether a node may take the lease of that member for one of a clock ahead of its own. */
  boolean isFromTheFuture(String id, Moment asked) {
    return sawSince(
        asked.trueMs(), state -> state.has(id, slot -> slot.isFromTheFutureAt(asked.nodeMs())));
  }

  /** Whether the lease of a member ended then, at some time since a node was asked. */
  boolean wasOnRecord(String id, long expiresAtMs, Moment asked) {
    return sawSince(asked.trueMs(), state -> state.has(id, s -> s.expiresAtMs() == expiresAtMs));
  }

  /** The player leaves: its stream counts as playing again once it has come back. */
  public void left(String id) {
    playingUntil.remove(id);
  }

  /** The player is told that its stream plays. */
  void acknowledged(String id, Moment asked) {
    playingUntil.merge(id, asked.trueMs() + LEASE_MS, Math::max);
  }

  /** The table has changed the viewer's item. */
  void add(ItemState state) {
    states.add(state);
    while (states.size() > 2
        && states.stream().skip(1).findFirst().orElseThrow().sinceMs()
            < state.sinceMs() - 2 * tolerance.longestCallMs()) {
      states.remove();
    }
  }

  /** That stream has ended. */
  void end(Tombstone tombstone, long nowMs) {
    gone.put(tombstone.id(), new Gone(tombstone.endedAtMs(), nowMs));
    var sid = Slot.sid(tombstone.id());
    keyGoneSince.put(sid, tombstone.endedAtMs());
    playingUntil.remove(tombstone.id());
    onRecord.add(tombstone.id());
    while (endedAt(onRecord.getFirst()) < nowMs - 2 * RETENTION_MS) {
      onRecord.remove();
    }
  }

  ItemState state() {
    return states.getLast();
  }

  /** Whether the item was in such a state at some time since then. */
  boolean sawSince(long beganMs, Predicate<ItemState> is) {
    for (var all = states.descendingIterator(); all.hasNext(); ) {
      var state = all.next();
      if (is.test(state)) {
        return true;
      }
      if (state.sinceMs() < beganMs) {
        return false;
      }
    }
    return false;
  }

  /** Whether that stream was a member all the time since a node was asked, by that node's clock. */
  boolean wasAlwaysMember(String id, Moment asked) {
    return !sawSince(asked.trueMs(), state -> !state.has(id, asked.nodeMs()));
  }

  long playingUntil(String id) {
    return playingUntil.getOrDefault(id, 0L);
  }

  long keyGoneSince(String sid) {
    return keyGoneSince.getOrDefault(sid, 0L);
  }

  /** Whether no call in flight and no stray message can affect that start. */
  boolean isClear(String sid, Moment asked) {
    return disturbedMs < asked.trueMs() - tolerance.longestCallMs()
        && !requests.isStartUnderWay(sid);
  }

  boolean isKnown(String id) {
    return state().members().containsKey(id) || isGone(id);
  }

  boolean isGone(String id) {
    return gone.containsKey(id);
  }

  /** Whether it had ended before a node was asked. */
  boolean wasGone(String id, Moment asked) {
    var ended = gone.get(id);
    return ended != null && ended.trueMs() < asked.trueMs();
  }

  /** Whether it had ended before a node was asked, and must still be on record. */
  boolean wasOnRecord(String id, Moment asked, long nowMs) {
    return wasGone(id, asked)
        && endedAt(id) > Math.max(asked.nodeMs(), nowMs + tolerance.clocksApartMs()) - RETENTION_MS;
  }

  long endedAt(String id) {
    return Optional.ofNullable(gone.get(id)).map(Gone::endedAtMs).orElse(0L);
  }

  /** Whether it ended when the ledger says so, or by expiry, and is within the retention. */
  boolean isKept(Ended stream, Moment asked) {
    var id = stream.id().value();
    var endedAtMs = stream.ending().at().toEpochMilli();
    var isRight =
        endedAtMs == endedAt(id)
            || sawSince(
                asked.trueMs(),
                state ->
                    state.members().containsKey(id)
                        && !state.has(id, asked.nodeMs())
                        && stream.last().expiresAt().toEpochMilli() == endedAtMs);
    return isRight && endedAtMs >= asked.nodeMs() - RETENTION_MS;
  }

  List<String> onRecord() {
    return List.copyOf(onRecord);
  }

  /** A recently ended stream, if there is one. */
  public Optional<String> anyEnded(Random random) {
    var lately = new ArrayList<String>(LATELY);
    onRecord.descendingIterator().forEachRemaining(id -> addUpTo(LATELY, lately, id));
    return lately.isEmpty()
        ? Optional.empty()
        : Optional.of(lately.get(random.nextInt(lately.size())));
  }

  private static void addUpTo(int most, List<String> ids, String id) {
    if (ids.size() < most) {
      ids.add(id);
    }
  }

  /** Counts a check of an invariant, and fails if it does not hold. */
  public void check(Invariant invariant, boolean holds, long nowMs, Supplier<String> otherwise) {
    counters.count(invariant.counted());
    if (!holds) {
      trace.line(nowMs, "found: " + otherwise.get());
      throw new Violation(
          invariant.number(),
          "invariant %d (%s), -Dstreamgate.simulation.seed=%d, viewer %s: %s%n%s"
              .formatted(
                  invariant.number(), invariant.says(), seed, viewer, otherwise.get(), trace));
    }
  }
}
