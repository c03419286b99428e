package io.streamgate.lease.stream;

import io.streamgate.lease.id.StreamId;

/** One playback by one viewer: a member while it holds a slot, ended from then on. */
public sealed interface Stream permits Member, Ended {

  /** Its name, from which its start time can be read. */
  StreamId id();

  /** What its player told of the playback, as last heard. */
  Playback playback();

  /** What its player said about it, as last amended. */
  Details details();
}
