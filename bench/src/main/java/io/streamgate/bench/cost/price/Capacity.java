package io.streamgate.bench.cost.price;

/**
 * What streams that run at the same time ask of a table, each second.
 *
 * @param perSecond request units
 */
public record Capacity(Units perSecond) {

  /** What one partition of a table serves in a second; DynamoDB's own limits. */
  private static final Units PARTITION = new Units(1000, 3000);

  private static final double SECONDS_PER_HOUR = 3600;

  /** What so many streams ask that cost so much in an hour. */
  public static Capacity of(double streams, Units perStreamHour) {
    return new Capacity(perStreamHour.dividedBy(SECONDS_PER_HOUR / streams));
  }

  /** The fewest that can serve it: with every one of them as busy as all others, and full. */
  public long partitions() {
    return (long)
        Math.ceil(
            Math.max(
                perSecond.writes() / PARTITION.writes(), perSecond.reads() / PARTITION.reads()));
  }
}
