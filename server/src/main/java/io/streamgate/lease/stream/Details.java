package io.streamgate.lease.stream;

/**
 * What a player said about its stream. Opaque to the kernel, which only carries it.
 *
 * @param json a JSON object's text
 */
public record Details(String json) {

  /** Nothing was said. */
  public static final Details NONE = new Details("{}");
}
