package io.streamgate.bench.cost;

import io.streamgate.lease.Start;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import java.time.Instant;

/**
 * A way to keep streams in a table. Each method returns when the table has answered, and not
 * before: one thread asks, one question at a time.
 */
interface Design extends AutoCloseable {

  void start(ViewerId viewer, Start.Play start, Instant now);

  void heartbeat(ViewerId viewer, StreamId id, long positionMs, Instant now);

  void end(ViewerId viewer, StreamId id, Instant now);

  /** How many calls {@link #start} makes at least. */
  int callsPerStart();

  /** How many calls {@link #end} makes at least, with those that follow its answer. */
  int callsPerEnd();

  @Override
  void close();
}
