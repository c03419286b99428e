package io.streamgate.lease.stream;

import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When and why a stream ended, and which stream took its slot or which device ended it, if any. */
public sealed interface Ending {

  /** The first instant at which the stream was no longer a member. */
  Instant at();

  /** Ended by its player, or by somebody who named no other device. */
  record Finished(Instant at) implements Ending {}

  /**
   * Ended by the player of another stream, or on another device.
   *
   * @param by the device of that player; null if it has no id
   */
  record Stopped(Instant at, Device.@Nullable Named by) implements Ending {}

  /** Already over when it was reported: recorded, never admitted. */
  record Recorded(Instant at) implements Ending {}

  /**
   * Its slot went to {@code by}: by a takeover that named it, or while it was live by a rule or a
   * takeover of the oldest.
   *
   * @param rule the name of the rule that ended it; null for a takeover, and for the limit
   */
  record Evicted(Instant at, StreamId by, @Nullable String rule) implements Ending {

    /** Ended by a takeover, or by the limit. */
    public Evicted(Instant at, StreamId by) {
      this(at, by, null);
    }
  }

  /** The same device started {@code by}. */
  record Replaced(Instant at, StreamId by) implements Ending {}

  /** Ended while lapsed: {@code by} needed the slot. */
  record Displaced(Instant at, StreamId by) implements Ending {}

  /** Not revived in time. {@code at} is the end of its lease. */
  record Expired(Instant at) implements Ending {}

  /** Ended by an operator. */
  record Terminated(Instant at, Termination by) implements Ending {}

  /** Ended by a later version of Streamgate, for a reason that this version does not know. */
  record Other(String word, Instant at, @Nullable StreamId by) implements Ending {}

  /** The name of the rule that ended the stream; null if none did. */
  default @Nullable String rule() {
    return this instanceof Evicted evicted ? evicted.rule : null;
  }

  /** How {@code stream} ends if a player on {@code device} ends it. */
  static Ending byPlayer(StreamId stream, Device device, Instant at) {
    return switch (device) {
      case Device.Named named when !stream.isOf(named) -> new Stopped(at, named);
      case Device.OfAnotherStream() -> new Stopped(at, null);
      case Device.Named _, Device.Unnamed _ -> new Finished(at);
    };
  }
}
