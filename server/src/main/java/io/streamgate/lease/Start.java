package io.streamgate.lease;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Playback;

/** A request to start a stream. */
public sealed interface Start {

  /**
   * The id of the stream, if no earlier start has the same sid.
   *
   * <p>Created for this call, or reused by a retry within {@link Ended#KEY_REMEMBERED_FOR}: after
   * that the set has forgotten ended streams, and the id would name a second stream.
   */
  StreamId id();

  /** The playback at the start. */
  Playback playback();

  /** The details at the start. */
  Details details();

  /** A stream that needs a slot. */
  record Play(StreamId id, Playback playback, Details details, Takeover takeover)
      implements Start {}

  /** A view that is already over: recorded in the history, without a slot. */
  record PastView(StreamId id, Playback playback, Details details) implements Start {}

  /** What the viewer gives up if no slot is free. */
  sealed interface Takeover {
    /** Nothing: the plan decides. */
    record None() implements Takeover {}

    /** The oldest streams, as many as needed. */
    record Oldest() implements Takeover {}

    /** One stream, if it is live and ending it is enough. */
    record Chosen(StreamId id) implements Takeover {}
  }
}
