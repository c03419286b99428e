package io.streamgate.limiter;

import io.streamgate.lease.Ended;
import io.streamgate.lease.Member;
import io.streamgate.lease.Stream;
import java.time.Instant;
import java.util.Locale;

/** How a stream stands at some instant. */
public enum Status {
  /** Its lease runs. */
  ACTIVE,
  /** Its lease ran out; a heartbeat still revives it. */
  LAPSED,
  /** It holds no slot. */
  ENDED;

  /** The word for it in the API. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How {@code stream} stands at {@code now}. */
  public static Status of(Stream stream, Instant now) {
    return switch (stream) {
      case Member member when member.isLiveAt(now) -> ACTIVE;
      case Member member when member.isOverAt(now) -> ENDED;
      case Member _ -> LAPSED;
      case Ended _ -> ENDED;
    };
  }
}
