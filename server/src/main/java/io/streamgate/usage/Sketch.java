package io.streamgate.usage;

import java.util.Base64;

/**
 * A serialized sketch, as answers carry it.
 *
 * @param base64 empty for a sketch of nothing
 */
public record Sketch(String base64) {

  /** A sketch of nothing. */
  static final Sketch EMPTY = new Sketch("");

  static Sketch of(byte[] bytes) {
    return new Sketch(Base64.getEncoder().encodeToString(bytes));
  }

  boolean isEmpty() {
    return base64.isEmpty();
  }

  /**
   * The bytes for the library.
   *
   * @throws IllegalArgumentException if this is not base64
   */
  byte[] bytes() {
    return Base64.getDecoder().decode(base64);
  }
}
