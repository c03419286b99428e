package io.streamgate.lease.stream;

import io.streamgate.lease.id.StreamId;

/** A stream of one viewer: a member while it holds a slot, then ended. */
public sealed interface Stream permits Member, Ended {

  /** The id, which contains the start time. */
  StreamId id();

  /** The playback, as last reported. */
  Playback playback();

  /** The details, as last amended. */
  Details details();
}
