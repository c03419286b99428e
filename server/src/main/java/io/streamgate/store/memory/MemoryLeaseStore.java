package io.streamgate.store.memory;

import io.streamgate.lease.Amendment;
import io.streamgate.lease.Decision;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.Intervention;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Leave;
import io.streamgate.lease.OperatorDecision;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Entitlement;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Stream;
import io.streamgate.lease.stream.Termination;
import io.streamgate.store.AuditTrail;
import io.streamgate.store.Footprint;
import io.streamgate.store.HeapBudget;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.LiveSets;
import io.streamgate.store.StoreHealth;
import io.streamgate.store.StoreHealth.Census.Counted;
import io.streamgate.store.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in memory and loses it with the process. The reference for the other stores, and
 * a store for tests and for trying Streamgate out.
 *
 * <p>The only atomicity is {@link ConcurrentHashMap#compute}, which locks one viewer's entry for
 * the time of one call. An empty entry is removed.
 */
public final class MemoryLeaseStore implements LeaseStore, LiveSets {

  /** How many viewers one sweep checks: some milliseconds of work. */
  private static final int VIEWERS_PER_SWEEP = 10_000;

  private final ConcurrentHashMap<ViewerId, ViewerStreams> viewers = new ConcurrentHashMap<>();
  private final LongAdder members = new LongAdder();
  private final LongAdder lapsed = new LongAdder();
  private final LongAdder recentlySeen = new LongAdder();
  private final Duration retention;
  private final HeapBudget heap;
  private final int historyPerViewer;
  private final MemoryAuditTrail audit;
  private final Object sweeping = new Object();

  /** Where the next sweep continues. Guarded by {@link #sweeping}. */
  private Iterator<ViewerId> unswept = Collections.emptyIterator();

  private volatile boolean closed;

  /** A store that drops an ended stream, and an entry of the audit, after {@code retention}. */
  public MemoryLeaseStore(Duration retention) {
    this(retention, Integer.MAX_VALUE, retention, HeapBudget.ofThisProcess());
  }

  /**
   * A store that also drops a viewer's oldest streams beyond {@code historyPerViewer}, and that
   * rejects what needs more memory once {@code heap} is used up, except for ends and erasures.
   */
  public MemoryLeaseStore(
      Duration retention, int historyPerViewer, Duration auditRetention, HeapBudget heap) {
    this.retention = retention;
    this.historyPerViewer = historyPerViewer;
    this.audit = new MemoryAuditTrail(auditRetention);
    this.heap = heap;
  }

  /** The trail of what operators did. It is lost with the process, and closed with this store. */
  public AuditTrail audit() {
    return audit;
  }

  @Override
  public CompletionStage<StartDecision> start(
      ViewerId viewer, Start start, Entitlement entitlement, Instant now) {
    return answer(
        viewer, streams -> keep(viewer, streams, streams.set.decide(start, entitlement, now)));
  }

  @Override
  public CompletionStage<StreamDecision.OfRenewal> renew(
      ViewerId viewer, StreamId id, Heartbeat heartbeat, Instant now) {
    return answer(
        viewer, streams -> streams.moved(id, set -> set.renew(id, heartbeat, now), horizon(now)));
  }

  @Override
  public CompletionStage<StreamDecision.OfRenewal> leave(
      ViewerId viewer, StreamId id, Leave leave, Instant now) {
    return answer(
        viewer, streams -> streams.moved(id, set -> set.leave(id, leave, now), horizon(now)));
  }

  @Override
  public CompletionStage<StreamDecision.OfAmendment> amend(
      ViewerId viewer, StreamId id, Amendment amendment, Instant now) {
    return answer(
        viewer,
        streams ->
            switch (keep(viewer, streams, streams.set.amend(id, amendment, now))) {
              case StreamDecision.Unknown _ -> streams.past(id, horizon(now));
              case StreamDecision.OfAmendment known -> known;
            });
  }

  @Override
  public CompletionStage<StreamDecision.OfEnd> end(
      ViewerId viewer, StreamId id, Device by, Instant now) {
    return answer(
        viewer,
        streams ->
            switch (keep(viewer, streams, streams.set.end(id, by, now))) {
              case StreamDecision.Unknown _ -> streams.past(id, horizon(now));
              case StreamDecision.OfEnd known -> known;
            });
  }

  @Override
  public CompletionStage<LeaseSet> setOverride(
      ViewerId viewer, @Nullable ViewerOverride override, Instant now) {
    return answer(
        viewer, streams -> keep(viewer, streams, streams.set.overridden(override)).next());
  }

  @Override
  public CompletionStage<StreamDecision.OfEnd> terminate(
      ViewerId viewer, StreamId id, Termination by, Instant now) {
    return answer(
        viewer,
        streams ->
            switch (keep(viewer, streams, new Intervention(streams.set, by, now).end(id))) {
              case StreamDecision.Unknown _ -> streams.past(id, horizon(now));
              case StreamDecision.OfEnd known -> known;
            });
  }

  @Override
  public CompletionStage<OperatorDecision.Terminated> terminateAll(
      ViewerId viewer, Termination by, Instant now) {
    return answer(
        viewer, streams -> keep(viewer, streams, new Intervention(streams.set, by, now).endAll()));
  }

  @Override
  public CompletionStage<OperatorDecision.Erased> erase(
      ViewerId viewer, Termination by, Instant now) {
    return answer(
        viewer,
        streams -> {
          var erased = keep(viewer, streams, new Intervention(streams.set, by, now).erase());
          var hadHistory = streams.forgetAll();
          var hadMore = audit.forget(viewer) || hadHistory;
          return new OperatorDecision.Erased(
              erased.all(), erased.next(), erased.isComplete() && !hadMore);
        });
  }

  @Override
  public CompletionStage<LeaseSet> read(ViewerId viewer) {
    return answer(viewer, streams -> streams.set);
  }

  @Override
  public CompletionStage<Optional<Stream>> find(ViewerId viewer, StreamId id, Instant now) {
    return answer(
        viewer, streams -> streams.set.find(id, now).or(() -> streams.ended(id, horizon(now))));
  }

  @Override
  public CompletionStage<List<Ended>> history(ViewerId viewer, HistoryPage page, Instant now) {
    return answer(viewer, streams -> streams.history(page, horizon(now)));
  }

  @Override
  public CompletionStage<Integer> sweep(Instant now) {
    if (closed) {
      return unavailable();
    }
    var expired = new LongAdder();
    synchronized (sweeping) {
      if (!unswept.hasNext()) {
        unswept = viewers.keySet().iterator();
      }
      for (var swept = 0; swept < VIEWERS_PER_SWEEP && unswept.hasNext(); swept++) {
        viewers.computeIfPresent(
            unswept.next(), (viewer, streams) -> sweep(viewer, streams, now, expired));
      }
    }
    audit.forgetBefore(now);
    return CompletableFuture.completedStage(expired.intValue());
  }

  private @Nullable ViewerStreams sweep(
      ViewerId viewer, ViewerStreams streams, Instant now, LongAdder expired) {
    var before = streams.size();
    var swept = streams.set.sweptAt(now);
    expired.add(swept.ended().size());
    keep(streams, swept.next(), Footprint.of(viewer, swept.next()), swept.ended());
    streams.sweptAt(now);
    streams.forgetBefore(horizon(now));
    count(streams, before);
    return streams.isEmpty() ? null : streams;
  }

  @Override
  public void visit(BiConsumer<ViewerId, LeaseSet> visitor) {
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

  @Override
  public StoreHealth health() {
    var census = new Counted(members.sum(), lapsed.sum(), recentlySeen.sum(), 0);
    return closed
        ? new StoreHealth(StoreHealth.State.NODE_AT_FAULT, "closed", census)
        : new StoreHealth(StoreHealth.State.SERVING, "in memory", census);
  }

  @Override
  public void close() {
    closed = true;
    audit.close();
  }

  private static <T> CompletionStage<T> unavailable() {
    return CompletableFuture.failedStage(StoreUnavailable.rejected("the store is closed"));
  }

  private <T> CompletionStage<T> answer(ViewerId viewer, Function<ViewerStreams, T> step) {
    if (closed) {
      return unavailable();
    }
    var answer = new AtomicReference<T>();
    try {
      viewers.compute(
          viewer,
          (_, present) -> {
            var streams = present == null ? new ViewerStreams() : present;
            var before = streams.size();
            answer.set(step.apply(streams));
            count(streams, before);
            return streams.isEmpty() ? null : streams;
          });
    } catch (StoreUnavailable full) {
      return CompletableFuture.failedStage(full);
    }
    return CompletableFuture.completedStage(answer.get());
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
  private <D extends Decision> D keep(ViewerId viewer, ViewerStreams streams, D decision) {
    var next = decision.after(streams.set);
    if (next.equals(streams.set)) {
      return decision;
    }
    var bytes = Footprint.of(viewer, next);
    var ofEndings = (long) decision.ended().size() * Footprint.OF_AN_ENDING;
    if (!heap.allows(bytes - streams.setBytes - ofEndings)) {
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

  private Instant horizon(Instant now) {
    return now.minus(retention);
  }
}
