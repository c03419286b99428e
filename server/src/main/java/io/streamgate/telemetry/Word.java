package io.streamgate.telemetry;

import io.streamgate.lease.Ending;
import java.util.Locale;

/** How a metric's label and a log line spell what has happened. */
final class Word {

  private Word() {}

  /** Why a stream ended; one word for all the reasons that a later version may have. */
  static String of(Ending ending) {
    return switch (ending) {
      case Ending.Other _ -> "other";
      case Ending known -> known.reason();
    };
  }

  /** The constant's name in lower case: {@code limit_reached}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
