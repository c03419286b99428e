package io.streamgate.http.body;

import java.util.Map;

/** A value that a player gave a field, in a shape that the field takes. */
public sealed interface FieldValue {

  /** {@code null}: as if it were not there, and in a patch, away with it. */
  record Nothing() implements FieldValue {}

  /** Text. */
  record Text(String value) implements FieldValue {}

  /**
   * A number.
   *
   * @param text as it was written: never a double, which would round it
   */
  record Numeral(String text) implements FieldValue {}

  /** A boolean. */
  record Flag(boolean value) implements FieldValue {}

  /**
   * Named texts.
   *
   * @param values each {@link Text} or, in a patch, {@link Nothing}; in the order they were written
   */
  record Attributes(Map<String, FieldValue> values) implements FieldValue {}
}
