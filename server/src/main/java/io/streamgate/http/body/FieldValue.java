package io.streamgate.http.body;

import java.util.List;
import java.util.Map;

/** A valid value of a field. */
public sealed interface FieldValue {

  /** {@code null}: absent, or in a patch, removed. */
  record Nothing() implements FieldValue {}

  record Text(String value) implements FieldValue {}

  record Texts(List<String> values) implements FieldValue {
    public Texts {
      values = List.copyOf(values);
    }
  }

  /** A number, as the text it was written in: a double would round it. */
  record Numeral(String text) implements FieldValue {}

  record Flag(boolean value) implements FieldValue {}

  /** {@link Text} or, in a patch, {@link Nothing} by name, in the order they were written. */
  record Attributes(Map<String, FieldValue> values) implements FieldValue {}
}
