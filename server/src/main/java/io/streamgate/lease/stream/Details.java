package io.streamgate.lease.stream;

/**
 * What a player sent about its stream.
 *
 * @param json the text of a JSON object, opaque to the kernel
 * @param content the content that the start named; an amendment does not change it
 */
public record Details(String json, ContentMark content) {

  private static final String EMPTY = "{}";

  /** No details. */
  public static final Details NONE = new Details(EMPTY);

  /** Details of unknown content. */
  public Details(String json) {
    this(json, ContentMark.UNKNOWN);
  }

  /** These details, of a stream whose start named {@code other}. */
  public Details naming(ContentMark other) {
    return content.equals(other) ? this : new Details(json, other);
  }

  /** Whether the JSON object is empty. */
  public boolean isEmpty() {
    return json.equals(EMPTY);
  }
}
