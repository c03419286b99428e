package io.streamgate.simulation.nodes.ledger;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A member as the table has it, read without the store's own reader.
 *
 * @param expiresAtMs milliseconds since the epoch
 */
public record Slot(String id, long expiresAtMs) {

  static final int SID_LENGTH = 22;

  private static final int TIME_LENGTH = 9;
  private static final int MARK_LENGTH = 6;
  private static final String UNNAMED = "47DEQp";
  private static final String LEASE = "L.";

  /** The part of its id that a repeated start shares. */
  public String sid() {
    return id.substring(TIME_LENGTH);
  }

  boolean sharesDeviceWith(Slot other) {
    var mark = sid().substring(0, MARK_LENGTH);
    return !mark.equals(UNNAMED) && other.sid().startsWith(mark);
  }

  /** All members of a viewer's item, by id. */
  static Map<String, Slot> in(Map<String, AttributeValue> item) {
    var slots = new TreeMap<String, Slot>();
    item.forEach(
        (name, value) -> {
          if (name.startsWith(LEASE)) {
            var started = Long.toString(number(value, "s"), 32);
            var id = "0".repeat(TIME_LENGTH - started.length()) + started;
            var slot = new Slot(id + name.substring(LEASE.length()), number(value, "x"));
            slots.put(slot.id(), slot);
          }
        });
    return slots;
  }

  private static long number(AttributeValue map, String name) {
    return Long.parseLong(Objects.requireNonNull(map.m().get(name)).n());
  }
}
