package io.streamgate.usage;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What viewers are ranked by. */
public enum Activity {
  /** Starts that were refused. */
  REFUSED,
  /** Streams that were admitted. */
  STARTED,
  /** Streams that lost their slot to another one. */
  EVICTED;

  /** The name in requests and answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The activity of that name. */
  public static Optional<Activity> of(String word) {
    return Stream.of(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
