package io.streamgate.lease.stream;

/** What a player sent about its stream: the text of a JSON object, opaque to the kernel. */
public record Details(String json) {

  /** No details. */
  public static final Details NONE = new Details("{}");
}
