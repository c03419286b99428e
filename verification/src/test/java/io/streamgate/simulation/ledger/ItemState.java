package io.streamgate.simulation.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A viewer's item as it was for some time, parsed without the store's own reader.
 *
 * @param sinceMs the true time of the change that led to this state
 * @param sids the set of members' sids that the store counts by
 * @param members by id
 * @param tombstones by sid
 */
record ItemState(
    long sinceMs,
    Set<String> sids,
    TreeMap<String, Slot> members,
    Map<String, Tombstone> tombstones) {

  private static final int TIME_LENGTH = 9;
  private static final String LEASE = "L.";
  private static final String TOMBSTONE = "R.";

  /** How a stream ended: the first letter of the reason, and the other device that ended it. */
  record Tombstone(String id, long endedAtMs, char reason, String by) {}

  static ItemState of(Map<String, AttributeValue> item, long nowMs) {
    var sids = new HashSet<String>();
    Optional.ofNullable(item.get("ids")).ifPresent(set -> sids.addAll(set.ss()));
    var members = new TreeMap<String, Slot>();
    var tombstones = new HashMap<String, Tombstone>();
    item.forEach(
        (name, value) -> {
          var map = value.m();
          if (name.startsWith(LEASE)) {
            var id = id(name.substring(LEASE.length()), map);
            var seen = map.containsKey("l") ? "l" : "s";
            var slot = new Slot(id, number(map, seen), number(map, "x"));
            members.put(slot.id(), slot);
          } else if (name.startsWith(TOMBSTONE)) {
            var sid = name.substring(TOMBSTONE.length());
            var reason = Objects.requireNonNull(map.get("r")).s().charAt(0);
            var by = Optional.ofNullable(map.get("d")).map(AttributeValue::s).orElse("");
            tombstones.put(sid, new Tombstone(id(sid, map), number(map, "e"), reason, by));
          }
        });
    return new ItemState(nowMs, sids, members, tombstones);
  }

  private static String id(String sid, Map<String, AttributeValue> map) {
    var started = Long.toString(number(map, "s"), 32);
    return "0".repeat(TIME_LENGTH - started.length()) + started + sid;
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

  Set<String> ids(Predicate<Slot> which) {
    var ids = new TreeSet<String>();
    members.values().stream().filter(which).forEach(slot -> ids.add(slot.id()));
    return ids;
  }
}
