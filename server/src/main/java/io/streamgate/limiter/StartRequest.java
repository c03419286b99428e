package io.streamgate.limiter;

import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.rule.Attributes;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Playback.Report;
import java.util.List;

/**
 * A request to start a stream. Repeating it with the same key returns the same stream.
 *
 * @param said what is known of the stream besides what a token or a back end says of its viewer
 */
public record StartRequest(
    Device device, IdempotencyKey key, Details details, Attributes said, Kind kind) {

  /** Whether to play, or to record a view that is already over. */
  public sealed interface Kind {

    /** Play a stream. */
    record Play(List<Report> reports, Takeover takeover) implements Kind {
      public Play {
        reports = List.copyOf(reports);
      }
    }

    /** Record a view that is already over. */
    record PastView() implements Kind {}
  }

  /** The idempotency key, if the player sent one. */
  public sealed interface IdempotencyKey {

    /** No key: each request is a new start. */
    record None() implements IdempotencyKey {}

    /**
     * 1 to 128 visible ASCII characters. Starts with the same viewer, device and key are one start.
     */
    record Chosen(String text) implements IdempotencyKey {}
  }
}
