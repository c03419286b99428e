package io.streamgate.lease.stream;

import io.streamgate.lease.id.StreamId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When and why a stream ended, and which stream took its slot, if any. */
public sealed interface Ending {

  /** The first instant at which the stream was no longer a member. */
  Instant at();

  /** Ended by its player. */
  record Stopped(Instant at) implements Ending {}

  /** Already over when it was reported: recorded, never admitted. */
  record Recorded(Instant at) implements Ending {}

  /** Ended by a takeover that named it, or while live by a rule: {@code by} started instead. */
  record Evicted(Instant at, StreamId by) implements Ending {}

  /** The same device started {@code by}. */
  record Replaced(Instant at, StreamId by) implements Ending {}

  /** Ended while lapsed: {@code by} needed the slot. */
  record Displaced(Instant at, StreamId by) implements Ending {}

  /** Not revived in time. {@code at} is the end of its lease. */
  record Expired(Instant at) implements Ending {}

  /** Ended by a later version of Streamgate, for a reason that this version does not know. */
  record Other(String word, Instant at, @Nullable StreamId by) implements Ending {}
}
