package io.streamgate.telemetry;

import java.util.Locale;

/** How a metric's label and a log line spell what has happened. */
final class Word {

  private Word() {}

  /** The constant's name in lower case: {@code limit_reached}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
