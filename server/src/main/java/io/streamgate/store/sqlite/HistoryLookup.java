package io.streamgate.store.sqlite;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Stream;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.sqlite.journal.PastStreams;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Looks up ended streams that a viewer's set no longer has, within the retention. */
record HistoryLookup(PastStreams past, Duration retention) {

  /** A decision, or that of history if the viewer's set did not know the stream. */
  <D extends StreamDecision> CompletableFuture<D> orPast(
      D decision,
      ViewerId viewer,
      StreamId id,
      Instant now,
      Function<StreamDecision.NotMember, D> widen) {
    if (!(decision instanceof StreamDecision.Unknown unknown)) {
      return CompletableFuture.completedFuture(decision);
    }
    return past.find(
        viewer,
        id,
        horizon(now),
        found -> widen.apply(found.isPresent() ? new StreamDecision.Gone(found.get()) : unknown));
  }

  /** A stream that the viewer's set knows, or that of history. */
  CompletableFuture<Optional<Stream>> find(
      LeaseSet set, ViewerId viewer, StreamId id, Instant now) {
    var known = set.find(id, now);
    return known.isPresent()
        ? CompletableFuture.completedFuture(known)
        : past.find(viewer, id, horizon(now), found -> found.map(Stream.class::cast));
  }

  CompletableFuture<List<Ended>> page(ViewerId viewer, HistoryPage page, Instant now) {
    return past.page(viewer, page, horizon(now));
  }

  private Instant horizon(Instant now) {
    return now.minus(retention);
  }

  void close() {
    past.close();
  }
}
