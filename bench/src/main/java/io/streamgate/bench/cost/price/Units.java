package io.streamgate.bench.cost.price;

import java.util.Collection;

/** Request units, which are what a table costs on demand: write units and read units. */
public record Units(double writes, double reads) {

  /** No units at all. */
  public static final Units NONE = new Units(0, 0);

  /** These units and those. */
  public Units plus(Units more) {
    return new Units(writes + more.writes, reads + more.reads);
  }

  /** One of so many parts of these units. */
  public Units dividedBy(double parts) {
    return new Units(writes / parts, reads / parts);
  }

  /** All these units together. */
  public static Units sum(Collection<Units> all) {
    return all.stream().reduce(NONE, Units::plus);
  }
}
