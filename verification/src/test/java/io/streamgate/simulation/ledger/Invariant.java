package io.streamgate.simulation.ledger;

/** The invariants, by the numbers of {@code InvariantsTest}, as the simulation checks them. */
public enum Invariant {
  WITHIN_LIMIT(1, "an admission leaves no more members than the limit; nothing else adds one"),
  KEPT(2, "what was acknowledged is there or on record; what was refused left nothing behind"),
  A_SET(3, "members are one set, and an end takes out its own stream or none"),
  DEAD_AT_EXPIRY(4, "a lease ends when it should: it bars nobody later, and lasts until then"),
  REPLAYED_FIRST(5, "a repeated start of a member is answered with it, whatever the limit"),
  LOWERING_STOPS_NOTHING(6, "a lowered limit stops no stream, and a limit of 0 alone allows none"),
  ALONE(7, "a request costs a few calls, and other viewers change nothing about it"),
  OPAQUE(8, "viewers whose names look alike see their own streams only"),
  NOTHING_LEFT(9, "history is kept for its retention, and then nothing is left"),
  NAMED_ONCE(10, "an id names one stream, and an ended stream does not come back");

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

  /** The name under which checks of it are counted. */
  public String counted() {
    return counted;
  }

  /** A one-line description. */
  public String says() {
    return says;
  }
}
