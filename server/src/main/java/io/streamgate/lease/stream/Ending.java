package io.streamgate.lease.stream;

import io.streamgate.lease.id.StreamId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When and why a stream ended, and which stream took its slot where one did. */
public sealed interface Ending {

  /** The first instant at which the stream was no member any more. */
  Instant at();

  /** Its player ended it. */
  record Stopped(Instant at) implements Ending {}

  /** It was over when it was first heard of: recorded, never admitted. */
  record Recorded(Instant at) implements Ending {}

  /** It was live, and a rule or the viewer gave its slot to {@code by}. */
  record Evicted(Instant at, StreamId by) implements Ending {}

  /** Its own device started {@code by}. */
  record Replaced(Instant at, StreamId by) implements Ending {}

  /** Its lease had run out, and {@code by} needed the slot. */
  record Displaced(Instant at, StreamId by) implements Ending {}

  /** Its lease ran out and nobody revived it in time. {@code at} is when the lease ran out. */
  record Expired(Instant at) implements Ending {}

  /**
   * A later version of Streamgate ended it, in a way that this version does not know.
   *
   * @param word what the later version calls it
   * @param by the stream that took its slot; null where none did, or none that this version can
   *     name
   */
  record Other(String word, Instant at, @Nullable StreamId by) implements Ending {}
}
