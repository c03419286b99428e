package io.streamgate.lease.stream;

import io.streamgate.lease.id.StreamId;
import java.time.Duration;
import java.time.Instant;

/** A stream that has ended for good, with the last state of its member. */
public record Ended(Member last, Ending ending) implements Stream {

  /** How long after its end a stream still answers a start with the same key. */
  public static final Duration KEY_REMEMBERED_FOR = Duration.ofMinutes(2);

  @Override
  public StreamId id() {
    return last.id();
  }

  @Override
  public Playback playback() {
    return last.playback();
  }

  @Override
  public Details details() {
    return last.details();
  }

  /** Whether a start with the same key at {@code now} is a replay of this stream. */
  public boolean isRememberedAt(Instant now) {
    return now.isBefore(ending.at().plus(KEY_REMEMBERED_FOR));
  }
}
