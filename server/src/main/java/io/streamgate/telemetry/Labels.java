package io.streamgate.telemetry;

import io.streamgate.lease.stream.Ending;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words of metric labels and log fields. */
public final class Labels {

  /** For an expired lease, whichever part noticed it. */
  static final String LAPSED = "lapsed";

  /** For what has no name of its own. */
  static final String OTHER = "other";

  private static final String NONE = "none";

  /** All reasons for the end of a stream. */
  static final List<String> REASONS =
      List.of("ended", "stopped", "evicted", "replaced", "terminated", LAPSED, OTHER);

  private Labels() {}

  /** Why a stream ended; one word for all reasons of later versions. */
  static String of(Ending ending) {
    return switch (ending) {
      case Ending.Finished _, Ending.Recorded _ -> "ended";
      case Ending.Stopped _ -> "stopped";
      case Ending.Evicted _ -> "evicted";
      case Ending.Replaced _ -> "replaced";
      case Ending.Displaced _, Ending.Expired _ -> LAPSED;
      case Ending.Terminated _ -> "terminated";
      case Ending.Other _ -> OTHER;
    };
  }

  /** The name of a plan or a rule, or the word for none. */
  static String ofName(@Nullable String name) {
    return name == null ? NONE : name;
  }

  /** The constant's name in lower case: {@code limit_reached}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
