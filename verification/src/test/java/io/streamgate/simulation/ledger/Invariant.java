package io.streamgate.simulation.ledger;

/** The invariants, by the numbers of {@code InvariantsTest}, as the simulation checks them. */
public enum Invariant {
  WITHIN_LIMIT(
      1, "no admission exceeds a bound of the plan that held, and nothing else adds a member"),
  KEPT(2, "acknowledged streams and overrides are kept; refused starts leave nothing behind"),
  A_SET(3, "the members are one set, and an end removes its own stream or none"),
  DEAD_AT_EXPIRY(4, "a lease lasts until its expiry, and blocks nobody after it"),
  REPLAYED_FIRST(5, "a repeated start of a member returns that member, whatever the limit"),
  LOWERING_STOPS_NOTHING(
      6, "a lowered limit stops no stream, and only a limit of 0 forbids all starts"),
  ALONE(7, "a request costs a few calls, regardless of other viewers"),
  OPAQUE(8, "viewers with similar names see their own streams only"),
  NOTHING_LEFT(9, "history is kept for its retention, and then nothing remains"),
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
