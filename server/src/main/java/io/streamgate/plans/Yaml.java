package io.streamgate.plans;

import java.util.List;

/**
 * A node of a YAML document, with its line. Scalars stay text: what a value means is up to keys.
 */
sealed interface Yaml {

  /** The line on which it begins, from 1. */
  int line();

  /**
   * A value.
   *
   * @param isPlain whether it is written without quotes, as numbers and booleans are
   */
  record Scalar(int line, String text, boolean isPlain) implements Yaml {

    /** Whether nothing is written, or a word that other readers of YAML take for nothing. */
    boolean isNull() {
      return isPlain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
    }
  }

  /** A list. */
  record Sequence(int line, List<Yaml> items) implements Yaml {}

  /** Keys with values, in the order of the document; a key may be there twice. */
  record Mapping(int line, List<KeyValue> entries) implements Yaml {}

  /** A node with a mistake that was noted. */
  record Faulty(int line) implements Yaml {}

  /** A key and its value. */
  record KeyValue(Scalar key, Yaml value) {}
}
