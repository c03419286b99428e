package io.streamgate.simulation.nodes.ledger;

import io.streamgate.simulation.nodes.world.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The book that is kept of one viewer, by nobody who decides anything: what its players asked for,
 * what the table had at each change, and what was answered. It shares no code with the kernel or
 * the store.
 */
public final class Ledger {

  /** No two clocks are further apart than this, and the true time. */
  static final long CLOCKS_APART_MS = 8_000;

  private static final long TEN_MINUTES_MS = 600_000;
  private static final int LATELY = 30;
  private static final long KEY_REMEMBERED_MS = 120_000;
  private static final long LONGEST_CALL_MS = 30_000;

  private final String viewer;
  private final long seed;
  private final Plan plan;
  private final Trace trace = new Trace();
  private final Tally tally;

  private final Map<String, Boolean> takeovers = new HashMap<>();
  private final Map<String, Long> latestExpiry = new HashMap<>();
  private final Set<String> endsAsked = new HashSet<>();
  private final Map<String, Long> goneSince = new HashMap<>();
  private final List<String> lately = new ArrayList<>();
  private final Map<String, Long> keyGoneSince = new HashMap<>();
  private final Map<String, Integer> startsUnderWay = new HashMap<>();
  private Map<String, Slot> members = new TreeMap<>();
  private long disturbedMs = Long.MIN_VALUE / 2;

  /** An empty one. */
  public Ledger(String viewer, long seed, Plan plan, Tally tally) {
    this.viewer = viewer;
    this.seed = seed;
    this.plan = plan;
    this.tally = tally;
  }

  /** What happened lately. */
  public Trace trace() {
    return trace;
  }

  /** A node is asked to start that stream, and will decide at {@code decidedMs} by its clock. */
  public void startAsked(String sid, long decidedMs, boolean takesOver) {
    takeovers.merge(sid, takesOver, Boolean::logicalOr);
    startsUnderWay.merge(sid, 1, Integer::sum);
    latestExpiry.merge(sid, decidedMs + Plan.LEASE.toMillis(), Math::max);
  }

  /** A node has answered such a start, in whatever way. */
  public void startAnswered(String sid) {
    startsUnderWay.computeIfPresent(sid, (_, calls) -> calls == 1 ? null : calls - 1);
  }

  /** A node is asked to renew that stream, and will by its own clock. */
  public void heartbeatAsked(String id, long decidedMs) {
    latestExpiry.merge(sid(id), decidedMs + Plan.LEASE.toMillis(), Math::max);
  }

  /** A node is asked to end that stream. */
  public void endAsked(String id) {
    endsAsked.add(id);
  }

  /** Something went wrong between a node and the table. */
  public void disturbed(long nowMs) {
    disturbedMs = nowMs;
  }

  /** Whether nothing that is under way, or has gone astray, can have to do with that start. */
  public boolean isClear(String sid, long beganMs) {
    return disturbedMs < beganMs - LONGEST_CALL_MS && !startsUnderWay.containsKey(sid);
  }

  /** Whether the table has it among the members. */
  public boolean isMember(String id) {
    return members.containsKey(id);
  }

  /** The member that a repeated start would be answered with. */
  public Optional<Slot> member(String sid) {
    return members.values().stream().filter(slot -> slot.sid().equals(sid)).findFirst();
  }

  /** Whether it has been silent for so long that some clock may say that it is over. */
  public boolean mayBeOver(Slot slot, long nowMs) {
    return slot.expiresAtMs() + TEN_MINUTES_MS <= nowMs + CLOCKS_APART_MS;
  }

  /** Whether it is a member by every clock. */
  public boolean isSurelyMember(String id, long nowMs) {
    return Optional.ofNullable(members.get(id)).filter(slot -> !mayBeOver(slot, nowMs)).isPresent();
  }

  /** Those that are members by every clock. */
  public Set<String> sureMembers(long nowMs) {
    var sure = new TreeSet<String>();
    members.values().stream()
        .filter(slot -> !mayBeOver(slot, nowMs))
        .forEach(slot -> sure.add(slot.id()));
    return sure;
  }

  /** Whether it was a member and is none any more. */
  public boolean isGone(String id) {
    return goneSince.containsKey(id);
  }

  /** A stream that ended lately, and so has to be on record. */
  public Optional<String> anyOnRecord(Random random, long nowMs) {
    var id = lately.isEmpty() ? "" : lately.get(random.nextInt(lately.size()));
    return Optional.of(id).filter(each -> isOnRecord(each, nowMs));
  }

  private boolean isOnRecord(String id, long nowMs) {
    return goneSince.getOrDefault(id, 0L) > nowMs - Plan.RETENTION.toMillis() / 2;
  }

  /** When its lease ends at the latest, by all that its players have asked for. */
  public long latestExpiry(String id) {
    return latestExpiry.getOrDefault(sid(id), 0L);
  }

  /** What its plan allows. */
  public Plan plan() {
    return plan;
  }

  /** The part of an id that a repeated start shares. */
  public static String sid(String id) {
    return id.substring(id.length() - Slot.SID_LENGTH);
  }

  /** The table changed the viewer's item. */
  public void changed(Map<String, AttributeValue> item, long nowMs) {
    var before = members;
    var after = Slot.in(item);
    members = after;
    check(Invariant.A_SET, idsAgree(item, after), nowMs, () -> "ids and leases disagree: " + item);
    var added = after.values().stream().filter(slot -> !before.containsKey(slot.id())).toList();
    for (var slot : added) {
      trace.line(nowMs, "table: + " + trace.name(slot.id()));
      added(slot, nowMs);
    }
    for (var slot : before.values()) {
      if (!after.containsKey(slot.id())) {
        trace.line(nowMs, "table: - " + trace.name(slot.id()));
        // what time has ended has ended at its expiry, whenever that was noticed
        goneSince.put(slot.id(), mayBeOver(slot, nowMs) ? slot.expiresAtMs() : nowMs);
        lately.add(slot.id());
        if (lately.size() > LATELY) {
          lately.removeFirst();
        }
        keyGoneSince.put(slot.sid(), goneSince.getOrDefault(slot.id(), nowMs));
        removed(slot, added.stream().findFirst(), nowMs);
      }
    }
  }

  private static boolean idsAgree(Map<String, AttributeValue> item, Map<String, Slot> members) {
    var ids = new HashSet<String>();
    Optional.ofNullable(item.get("ids")).ifPresent(set -> ids.addAll(set.ss()));
    var leases = new HashSet<String>();
    members.values().forEach(slot -> leases.add(slot.sid()));
    return ids.equals(leases);
  }

  private void added(Slot slot, long nowMs) {
    var name = trace.name(slot.id());
    check(
        Invariant.WITHIN_LIMIT,
        members.size() <= plan.most(nowMs),
        nowMs,
        () ->
            "%s is one of %d members, and the limit is %d"
                .formatted(name, members.size(), plan.most(nowMs)));
    check(
        Invariant.WITHIN_LIMIT,
        takeovers.containsKey(slot.sid()),
        nowMs,
        () -> name + " was asked for by nobody");
    check(
        Invariant.NAMED_ONCE, !goneSince.containsKey(slot.id()), nowMs, () -> name + " came back");
    check(
        Invariant.NAMED_ONCE,
        keyGoneSince.getOrDefault(slot.sid(), 0L) + KEY_REMEMBERED_MS < nowMs + CLOCKS_APART_MS,
        nowMs,
        () -> name + " came back by its key, which is remembered for two minutes");
  }

  private void removed(Slot slot, Optional<Slot> by, long nowMs) {
    var name = trace.name(slot.id());
    if (endsAsked.contains(slot.id()) || mayBeOver(slot, nowMs)) {
      check(Invariant.LOWERING_STOPS_NOTHING, true, nowMs, () -> "");
      return;
    }
    check(
        Invariant.LOWERING_STOPS_NOTHING, by.isPresent(), nowMs, () -> name + " ended for nothing");
    var taker = by.orElseThrow();
    var isGivenUp =
        plan.evicts()
            || takeovers.getOrDefault(taker.sid(), false)
            || (plan.replaces() && slot.sharesDeviceWith(taker));
    check(
        Invariant.DEAD_AT_EXPIRY,
        isGivenUp || slot.expiresAtMs() <= nowMs + CLOCKS_APART_MS,
        nowMs,
        () -> name + " was live and gave its slot to " + trace.name(taker.id()));
  }

  /** Counts a look at an invariant, and fails where it does not hold. */
  public void check(Invariant invariant, boolean holds, long nowMs, Supplier<String> otherwise) {
    tally.count(invariant.counted());
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
