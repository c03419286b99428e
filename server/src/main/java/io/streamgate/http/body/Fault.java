package io.streamgate.http.body;

/**
 * A fault in a request, such as an invalid field.
 *
 * @param where the part of the request
 * @param name a JSON pointer into the body, or the name of a header or query parameter
 * @param detail what to change
 */
public record Fault(RequestPart where, String name, String detail) {

  /** The parts of a request. */
  public enum RequestPart {
    BODY("pointer", "the body"),
    QUERY("parameter", "the query"),
    HEADER("header", "a header");

    private final String member;
    private final String whole;

    RequestPart(String member, String whole) {
      this.member = member;
      this.whole = whole;
    }

    /** This part as a whole, for messages about a fault without a name. */
    public String whole() {
      return whole;
    }

    /** The member of a problem that holds the {@link Fault#name}. */
    public String member() {
      return member;
    }
  }

  /** A fault in the body, at that JSON pointer. */
  public static Fault inBody(String pointer, String detail) {
    return new Fault(RequestPart.BODY, pointer, detail);
  }
}
