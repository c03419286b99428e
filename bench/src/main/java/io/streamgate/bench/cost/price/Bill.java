package io.streamgate.bench.cost.price;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The cost of a script with one design.
 *
 * @param charges for each operation, in the order they were made
 * @param streamHours the total running time of all streams
 */
public record Bill(Map<Item, List<Units>> charges, double streamHours) {

  /** The operations that are charged. */
  public enum Item {
    /** A start until its response. */
    START,
    /** A heartbeat. */
    HEARTBEAT,
    /** An end until its response. */
    END,
    /** The calls after the response to an end, which keep the stream on record. */
    HISTORY
  }

  public Bill {
    charges = Map.copyOf(charges);
  }

  /** Returns the average cost of one operation. */
  public Units each(Item item) {
    var paid = of(item);
    return Units.sum(paid).dividedBy(Math.max(1, paid.size()));
  }

  /** Returns the cost of each operation of that kind. */
  public List<Units> of(Item item) {
    return charges.getOrDefault(item, List.of());
  }

  /** Returns the cost of one stream that runs for an hour, all operations together. */
  public Units perStreamHour() {
    return Units.sum(charges.values().stream().flatMap(Collection::stream).toList())
        .dividedBy(streamHours);
  }
}
