package io.streamgate.bench.cost.price;

/**
 * The load that concurrent streams put on a table per second.
 *
 * @param perSecond request units
 */
public record Capacity(Units perSecond) {

  /** The throughput of one partition per second: DynamoDB's own limits. */
  private static final Units PARTITION = new Units(1000, 3000);

  private static final double SECONDS_PER_HOUR = 3600;

  /** Returns the load of {@code streams} that each consume {@code perStreamHour} in an hour. */
  public static Capacity of(double streams, Units perStreamHour) {
    return new Capacity(perStreamHour.dividedBy(SECONDS_PER_HOUR / streams));
  }

  /** Returns the minimum number of partitions, assuming an even load at full use. */
  public long partitions() {
    return (long)
        Math.ceil(
            Math.max(
                perSecond.writes() / PARTITION.writes(), perSecond.reads() / PARTITION.reads()));
  }
}
