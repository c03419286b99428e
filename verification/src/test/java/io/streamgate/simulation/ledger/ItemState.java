package io.streamgate.simulation.ledger;

import io.streamgate.simulation.plans.Bounds.Entry;
import io.streamgate.simulation.plans.Grant;
import io.streamgate.simulation.plans.StartRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A viewer's item as it was for some time, parsed without the store's own reader.
 *
 * @param sinceMs the true time of the change that led to this state
 * @param sids the set of members' sids that the store counts by
 * @param uncounted the set of the sids of members that do not count
 * @param members by id
 * @param tombstones by sid
 * @param override null if there is none
 */
record ItemState(
    long sinceMs,
    Set<String> sids,
    Set<String> uncounted,
    TreeMap<String, Slot> members,
    Map<String, Tombstone> tombstones,
    @Nullable Grant override) {

  private static final String LEASE = "L.";
  private static final String TOMBSTONE = "R.";

  /** How a stream ended: the first letter of the reason, and the other device that ended it. */
  record Tombstone(String id, long endedAtMs, char reason, String by) {}

  static ItemState of(Map<String, AttributeValue> item, long nowMs) {
    var members = new TreeMap<String, Slot>();
    var tombstones = new HashMap<String, Tombstone>();
    item.forEach(
        (name, value) -> {
          var map = value.m();
          if (name.startsWith(LEASE)) {
            var id = id(name.substring(LEASE.length()), map);
            var seen = map.containsKey("l") ? "l" : "s";
            var slot = new Slot(id, number(map, seen), number(map, "x"), start(map));
            members.put(slot.id(), slot);
          } else if (name.startsWith(TOMBSTONE)) {
            var sid = name.substring(TOMBSTONE.length());
            var reason = Objects.requireNonNull(map.get("r")).s().charAt(0);
            var by = Optional.ofNullable(map.get("d")).map(AttributeValue::s).orElse("");
            tombstones.put(sid, new Tombstone(id(sid, map), number(map, "e"), reason, by));
          }
        });
    return new ItemState(
        nowMs, set(item, "ids"), set(item, "un"), members, tombstones, override(item.get("o")));
  }

  private static Set<String> set(Map<String, AttributeValue> item, String name) {
    var set = item.get(name);
    return set == null ? Set.of() : Set.copyOf(set.ss());
  }

  private static StartRecord start(Map<String, AttributeValue> map) {
    var plan = map.get("n");
    if (plan == null) {
      return StartRecord.NONE;
    }
    var facts = new HashMap<String, String>();
    Optional.ofNullable(map.get("f"))
        .ifPresent(kept -> kept.m().forEach((name, value) -> facts.put(name, value.s())));
    return new StartRecord(plan.s(), (int) number(map, "a"), facts, !map.containsKey("u"));
  }

  private static @Nullable Grant override(@Nullable AttributeValue override) {
    if (override == null) {
      return null;
    }
    var map = override.m();
    var plan = map.get("p");
    return plan == null
        ? new Grant("", (int) number(map, "n"), number(map, "u"))
        : new Grant(plan.s(), 0, number(map, "u"));
  }

  private static String id(String sid, Map<String, AttributeValue> map) {
    var started = Long.toString(number(map, "s"), 32);
    return "0".repeat(Slot.TIME_LENGTH - started.length()) + started + sid;
  }

  private static long number(Map<String, AttributeValue> map, String name) {
    return Long.parseLong(Objects.requireNonNull(map.get(name)).n());
  }

  Optional<Slot> member(String sid) {
    return members.values().stream().filter(slot -> slot.sid().equals(sid)).findFirst();
  }

  /** Whether that stream is such a member. */
  boolean has(String id, Predicate<Slot> which) {
    return Optional.ofNullable(members.get(id)).filter(which).isPresent();
  }

  /** Whether that stream is a member at {@code nowMs}, live or lapsed. */
  boolean has(String id, long nowMs) {
    var slot = members.get(id);
    return slot != null && !slot.isOverAt(nowMs);
  }

  Set<String> liveAt(long nowMs) {
    return ids(slot -> slot.isLiveAt(nowMs));
  }

  /** The live members that the limit counts. */
  Set<String> countedAt(long nowMs) {
    return ids(slot -> slot.isLiveAt(nowMs) && slot.start().counts());
  }

  /** All members for the bounds of a plan. */
  List<Entry> entries() {
    return members.values().stream().map(Slot::entry).toList();
  }

  Set<String> ids(Predicate<Slot> which) {
    var ids = new TreeSet<String>();
    members.values().stream().filter(which).forEach(slot -> ids.add(slot.id()));
    return ids;
  }
}
