package io.streamgate.bench.cost.price;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a script cost with one design.
 *
 * @param charges for each operation, in the order they were made
 * @param streamHours how long all its streams ran together
 */
public record Bill(Map<Item, List<Units>> charges, double streamHours) {

  /** What is paid for. */
  public enum Item {
    /** What a start takes until it is answered. */
    START,
    /** A heartbeat. */
    HEARTBEAT,
    /** An end, until it is answered. */
    END,
    /** What follows an end after its answer, so that the stream stays on record. */
    HISTORY
  }

  public Bill {
    charges = Map.copyOf(charges);
  }

  /** What one operation costs on average. */
  public Units each(Item item) {
    var paid = of(item);
    return Units.sum(paid).dividedBy(Math.max(1, paid.size()));
  }

  /** What each operation of that kind cost. */
  public List<Units> of(Item item) {
    return charges.getOrDefault(item, List.of());
  }

  /** What one stream that runs for an hour costs, all operations together. */
  public Units perStreamHour() {
    return Units.sum(charges.values().stream().flatMap(Collection::stream).toList())
        .dividedBy(streamHours);
  }
}
