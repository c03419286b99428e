package io.streamgate.lease.stream;

import java.time.Instant;

/** The status of a stream at some instant. */
public enum Status {
  ACTIVE,
  /** The lease has expired; a heartbeat revives the stream. */
  LAPSED,
  ENDED;

  /** The status of {@code stream} at {@code now}. */
  public static Status of(Stream stream, Instant now) {
    return switch (stream) {
      case Member member when member.isLiveAt(now) -> ACTIVE;
      case Member member when member.isOverAt(now) -> ENDED;
      case Member _ -> LAPSED;
      case Ended _ -> ENDED;
    };
  }
}
