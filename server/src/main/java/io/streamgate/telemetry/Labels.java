package io.streamgate.telemetry;

import io.streamgate.lease.stream.Ending;
import java.util.List;
import java.util.Locale;

/** How a metric's label and a log line spell what has happened. */
public final class Labels {

  /** Of a stream whose lease ran out, whichever part noticed it. */
  static final String LAPSED = "lapsed";

  private static final String OTHER = "other";

  /** Every word for why a stream ended. */
  static final List<String> REASONS = List.of("ended", "evicted", "replaced", LAPSED, OTHER);

  private Labels() {}

  /** Why a stream ended; one word for all the reasons that a later version may have. */
  static String of(Ending ending) {
    return switch (ending) {
      case Ending.Stopped _, Ending.Recorded _ -> "ended";
      case Ending.Evicted _ -> "evicted";
      case Ending.Replaced _ -> "replaced";
      case Ending.Displaced _, Ending.Expired _ -> LAPSED;
      case Ending.Other _ -> OTHER;
    };
  }

  /** The constant's name in lower case: {@code limit_reached}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
