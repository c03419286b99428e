package io.streamgate.lease;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Playback;
import java.util.List;

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

  /** The streams that the viewer gives up for the new one. */
  sealed interface Takeover {
    /** Nothing: the plan decides. */
    record None() implements Takeover {}

    /** If no slot is free, the oldest streams, as many as needed. */
    record Oldest() implements Takeover {}

    /**
     * Each of these streams that is a member, even if a slot is free: the viewer moves them to
     * another device. An id of any other stream has no effect.
     */
    record Chosen(List<StreamId> ids) implements Takeover {
      public Chosen {
        ids = List.copyOf(ids);
      }
    }
  }
}
