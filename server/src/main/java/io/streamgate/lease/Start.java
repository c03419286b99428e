package io.streamgate.lease;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Playback;

/** What a player asks for when it starts, under the id that the stream gets if it is new. */
public sealed interface Start {

  /**
   * The id the stream gets, unless its sid names one that was started before.
   *
   * <p>Made for this call, or for one that it repeats less than {@link Ended#KEY_REMEMBERED_FOR}
   * later: the set has forgotten by then what ended, and the id would name a second stream.
   */
  StreamId id();

  /** What its player tells of the playback. */
  Playback playback();

  /** What its player says about it. */
  Details details();

  /** A stream that wants a slot. */
  record Play(StreamId id, Playback playback, Details details, Takeover takeover)
      implements Start {}

  /** A view that is already over: it is put on record and takes no slot. */
  record PastView(StreamId id, Playback playback, Details details) implements Start {}

  /** What the viewer gives up if there is no room. */
  sealed interface Takeover {
    /** Nothing: the plan decides. */
    record None() implements Takeover {}

    /** The streams that started first, as many as it takes. */
    record Oldest() implements Takeover {}

    /** This one, if it is live and ending it is enough. */
    record Chosen(StreamId id) implements Takeover {}
  }
}
