package io.streamgate.limiter;

import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Playback.Report;
import java.util.List;

/** A request to start a stream. A repeated start with the same key finds the same stream. */
public record StartRequest(Device device, IdempotencyKey key, Details details, Kind kind) {

  /** The kind of a start. */
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

  /** The key of a start. */
  public sealed interface IdempotencyKey {

    /** Each start is new. */
    record None() implements IdempotencyKey {}

    /** Starts with the same key are the same: 1 to 128 visible ASCII characters. */
    record Chosen(String text) implements IdempotencyKey {}
  }
}
