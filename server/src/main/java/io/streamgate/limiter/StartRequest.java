package io.streamgate.limiter;

import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Playback.Report;
import java.util.List;

/**
 * A player's wish to start.
 *
 * @param key under which a repeated start finds the same stream
 */
public record StartRequest(Device device, IdempotencyKey key, Details details, Kind kind) {

  /** What the player wants of its start. */
  public sealed interface Kind {

    /** To play. */
    record Play(List<Report> told, Takeover takeover) implements Kind {
      public Play {
        told = List.copyOf(told);
      }
    }

    /** To put on record what it has played already. */
    record PastView() implements Kind {}
  }

  /** What makes a start repeatable, or not. */
  public sealed interface IdempotencyKey {

    /** The start is new each time. */
    record None() implements IdempotencyKey {}

    /**
     * The start is the one that was sent with the same key before.
     *
     * @param text 1 to 128 visible ASCII characters
     */
    record Chosen(String text) implements IdempotencyKey {}
  }
}
