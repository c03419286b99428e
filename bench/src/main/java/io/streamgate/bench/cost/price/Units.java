package io.streamgate.bench.cost.price;

import java.util.Collection;

/** The request units that an on-demand table charges for: write units and read units. */
public record Units(double writes, double reads) {

  /** No units. */
  public static final Units NONE = new Units(0, 0);

  /** Returns the sum of these units and {@code more}. */
  public Units plus(Units more) {
    return new Units(writes + more.writes, reads + more.reads);
  }

  /** Returns these units divided by {@code parts}. */
  public Units dividedBy(double parts) {
    return new Units(writes / parts, reads / parts);
  }

  /** Returns the sum of all units. */
  public static Units sum(Collection<Units> all) {
    return all.stream().reduce(NONE, Units::plus);
  }
}
