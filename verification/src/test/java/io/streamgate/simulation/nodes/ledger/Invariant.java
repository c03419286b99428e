package io.streamgate.simulation.nodes.ledger;

/** What always holds, by the numbers of {@code InvariantsTest}, as the simulation looks at it. */
public enum Invariant {
  WITHIN_LIMIT(1, "an admission leaves no more members than the limit; nothing else adds one"),
  KEPT(2, "what was acknowledged is there or on record; what was refused left nothing behind"),
  A_SET(3, "members are one set, and an end takes out its own stream or none"),
  DEAD_AT_EXPIRY(4, "nobody is refused for a lease that is over, or displaced within one"),
  REPLAYED_FIRST(5, "a repeated start of a member is answered with it, whatever the limit"),
  LOWERING_STOPS_NOTHING(6, "a stream loses its slot to its player, time or a start, to no limit"),
  ALONE(7, "a viewer's life is the same, message for message, beside others and alone"),
  OPAQUE(8, "viewers whose names look alike see their own streams only"),
  NOTHING_LEFT(9, "some days after the last player left there is nothing"),
  NAMED_ONCE(10, "an id names one stream, and what has ended does not come back");

  private final int number;
  private final String says;
  private final String counted;

  Invariant(int number, String says) {
    this.number = number;
    this.says = says;
    this.counted = "invariant %02d".formatted(number);
  }

  /** Its number in the design. */
  public int number() {
    return number;
  }

  /** The name under which looks at it are counted. */
  public String counted() {
    return counted;
  }

  /** What it says, in a line. */
  public String says() {
    return says;
  }
}
