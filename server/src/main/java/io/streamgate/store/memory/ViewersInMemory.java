package io.streamgate.store.memory;

import io.streamgate.lease.Decision;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.store.Footprint;
import io.streamgate.store.HeapBudget;
import io.streamgate.store.LeaseStore.LapseObserver;
import io.streamgate.store.StoreHealth.Census;
import io.streamgate.store.StoreUnavailable;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * All viewers, and the memory that they take. The only atomicity is {@link
 * ConcurrentHashMap#compute}, which locks one viewer's entry for the time of one call. An empty
 * entry is removed.
 */
final class ViewersInMemory {

  /** How many viewers one sweep checks: some milliseconds of work. */
  private static final int VIEWERS_PER_SWEEP = 10_000;

  private final ConcurrentHashMap<ViewerId, ViewerStreams> viewers = new ConcurrentHashMap<>();
  private final LongAdder members = new LongAdder();
  private final LongAdder lapsed = new LongAdder();
  private final LongAdder recentlySeen = new LongAdder();
  private final int historyPerViewer;
  private final HeapBudget heap;
  private final Object sweeping = new Object();

  /** Where the next sweep continues. Guarded by {@link #sweeping}. */
  private Iterator<ViewerId> unswept = Collections.emptyIterator();

  ViewersInMemory(int historyPerViewer, HeapBudget heap) {
    this.historyPerViewer = historyPerViewer;
    this.heap = heap;
  }

  Census.Counted census() {
    return new Census.Counted(members.sum(), lapsed.sum(), recentlySeen.sum(), 0);
  }

  /** Applies {@code step} to a viewer's streams, under the lock of the viewer's entry. */
  <T> T apply(ViewerId viewer, Function<ViewerStreams, T> step) {
    var answer = new AtomicReference<T>();
    viewers.compute(
        viewer,
        (_, present) -> {
          var streams = present == null ? new ViewerStreams() : present;
          var before = streams.size();
          answer.set(step.apply(streams));
          count(streams, before);
          return streams.isEmpty() ? null : streams;
        });
    return answer.get();
  }

  /** Calls {@code visitor} with each viewer's set, which it may not change. */
  void visit(BiConsumer<ViewerId, LeaseSet> visitor) {
    for (var viewer : viewers.keySet()) {
      var set = new AtomicReference<>(LeaseSet.EMPTY);
      viewers.computeIfPresent(
          viewer,
          (_, streams) -> {
            set.set(streams.set);
            return streams;
          });
      visitor.accept(viewer, set.get());
    }
  }

  /** Records what has expired. Returns how many members have. */
  int sweep(Instant now, Instant horizon, LapseObserver observer) {
    var expired = new LongAdder();
    synchronized (sweeping) {
      if (!unswept.hasNext()) {
        unswept = viewers.keySet().iterator();
      }
      for (var seen = 0; seen < VIEWERS_PER_SWEEP && unswept.hasNext(); seen++) {
        viewers.computeIfPresent(
            unswept.next(),
            (viewer, streams) -> {
              var before = streams.size();
              var swept = streams.set.sweptAt(now);
              expired.add(swept.ended().size());
              swept.ended().forEach(stream -> observer.lapsed(viewer, stream));
              keep(streams, swept.next(), Footprint.of(viewer, swept.next()), swept.ended());
              streams.sweptAt(now);
              streams.forgetBefore(horizon);
              count(streams, before);
              return streams.isEmpty() ? null : streams;
            });
      }
    }
    return expired.intValue();
  }

  /** Counts what a viewer's streams have grown or shrunk by; an empty entry is removed. */
  private void count(ViewerStreams streams, ViewerStreams.Size before) {
    var after = streams.size();
    heap.add(after.bytes() - before.bytes());
    members.add(after.members() - before.members());
    lapsed.add(after.lapsed() - before.lapsed());
    recentlySeen.add(after.recentlySeen() - before.recentlySeen());
  }

  /** Throws {@link StoreUnavailable}, and changes nothing, if there is no memory for it. */
  <D extends Decision> D keep(ViewerId viewer, ViewerStreams streams, D decision) {
    var next = decision.after(streams.set);
    if (next.equals(streams.set)) {
      return decision;
    }
    var bytes = Footprint.of(viewer, next);
    if (!heap.allows(bytes - streams.setBytes - Footprint.ofEndings(decision))) {
      throw StoreUnavailable.rejected(heap.full());
    }
    keep(streams, next, bytes, decision.ended());
    return decision;
  }

  private void keep(ViewerStreams streams, LeaseSet next, long bytes, List<Ended> ended) {
    streams.setBytes = bytes;
    streams.set = next;
    ended.forEach(stream -> streams.remember(stream, historyPerViewer));
  }
}
