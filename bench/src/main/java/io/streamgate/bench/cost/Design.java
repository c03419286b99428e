package io.streamgate.bench.cost;

import io.streamgate.lease.Start;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import java.time.Instant;

/**
 * A way to keep streams in a table. Each method blocks until the table responds. Used by one
 * thread, one call at a time.
 */
interface Design extends AutoCloseable {

  void start(ViewerId viewer, Start.Play start, Instant now);

  void heartbeat(ViewerId viewer, StreamId id, long positionMs, Instant now);

  void end(ViewerId viewer, StreamId id, Instant now);

  /** The minimum number of calls that {@link #start} makes. */
  int callsPerStart();

  /** The minimum number of calls that {@link #end} makes, including those after its response. */
  int callsPerEnd();

  @Override
  void close();
}
