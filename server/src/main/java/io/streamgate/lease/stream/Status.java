package io.streamgate.lease.stream;

import java.time.Instant;

/** How a stream stands at some instant. */
public enum Status {
  /** Its lease runs. */
  ACTIVE,
  /** Its lease ran out; a heartbeat still revives it. */
  LAPSED,
  /** It holds no slot. */
  ENDED;

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
