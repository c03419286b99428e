package io.streamgate.lease.stream;

import io.streamgate.lease.id.StreamId;
import java.time.Duration;
import java.time.Instant;

/**
 * A stream that holds no slot any more, and never will again.
 *
 * @param last the member as it stood when it ended
 */
public record Ended(Member last, Ending ending) implements Stream {

  /** How long after its end a start with the same key is still answered with this stream. */
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
