package io.streamgate.http.body;

/**
 * One thing that is wrong with a request.
 *
 * @param where which part of the request
 * @param name a JSON pointer into the body, or the name of a header or query parameter
 * @param detail what to change
 */
public record Fault(Where where, String name, String detail) {

  /** The parts of a request that can be wrong. */
  public enum Where {
    BODY("pointer", "the body"),
    QUERY("parameter", "the query"),
    HEADER("header", "a header");

    private final String member;
    private final String whole;

    Where(String member, String whole) {
      this.member = member;
      this.whole = whole;
    }

    /** This part as a whole, in a sentence about a fault that has no narrower place. */
    public String whole() {
      return whole;
    }

    /** How a problem calls the {@link Fault#name}. */
    public String member() {
      return member;
    }
  }

  static Fault inBody(String pointer, String detail) {
    return new Fault(Where.BODY, pointer, detail);
  }
}
