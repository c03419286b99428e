package io.streamgate.store.memory;

import io.streamgate.lease.Amendment;
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
import io.streamgate.store.HeapBudget;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.LiveSets;
import io.streamgate.store.StoreHealth;
import io.streamgate.store.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in memory and loses it with the process. The reference for the other stores, and
 * a store for tests and for trying Streamgate out.
 */
public final class MemoryLeaseStore implements LeaseStore, LiveSets {

  private final Duration retention;
  private final ViewersInMemory viewers;
  private final MemoryAuditTrail audit;
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
    this.viewers = new ViewersInMemory(historyPerViewer, heap);
    this.audit = new MemoryAuditTrail(auditRetention);
  }

  /** The trail of what operators did. It is lost with the process, and closed with this store. */
  public AuditTrail audit() {
    return audit;
  }

  @Override
  public CompletionStage<StartDecision> start(
      ViewerId viewer, Start start, Entitlement entitlement, Instant now) {
    return answer(
        viewer,
        streams -> viewers.keep(viewer, streams, streams.set.decide(start, entitlement, now)));
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
            switch (viewers.keep(viewer, streams, streams.set.amend(id, amendment, now))) {
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
            switch (viewers.keep(viewer, streams, streams.set.end(id, by, now))) {
              case StreamDecision.Unknown _ -> streams.past(id, horizon(now));
              case StreamDecision.OfEnd known -> known;
            });
  }

  @Override
  public CompletionStage<LeaseSet> setOverride(
      ViewerId viewer, @Nullable ViewerOverride override, Instant now) {
    return answer(
        viewer, streams -> viewers.keep(viewer, streams, streams.set.overridden(override)).next());
  }

  @Override
  public CompletionStage<StreamDecision.OfEnd> terminate(
      ViewerId viewer, StreamId id, Termination by, Instant now) {
    return answer(
        viewer,
        streams ->
            switch (viewers.keep(viewer, streams, new Intervention(streams.set, by, now).end(id))) {
              case StreamDecision.Unknown _ -> streams.past(id, horizon(now));
              case StreamDecision.OfEnd known -> known;
            });
  }

  @Override
  public CompletionStage<OperatorDecision.Terminated> terminateAll(
      ViewerId viewer, Termination by, Instant now) {
    return answer(
        viewer,
        streams -> viewers.keep(viewer, streams, new Intervention(streams.set, by, now).endAll()));
  }

  @Override
  public CompletionStage<OperatorDecision.Erased> erase(
      ViewerId viewer, Termination by, Instant now) {
    return answer(
        viewer,
        streams -> {
          var erased =
              viewers.keep(viewer, streams, new Intervention(streams.set, by, now).erase());
          streams.forgetAll();
          audit.forget(viewer);
          return erased;
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
    return sweep(now, (_, _) -> {});
  }

  @Override
  public CompletionStage<Integer> sweep(Instant now, LapseObserver observer) {
    if (closed) {
      return unavailable();
    }
    audit.forgetBefore(now);
    return CompletableFuture.completedStage(viewers.sweep(now, horizon(now), observer));
  }

  @Override
  public void visit(BiConsumer<ViewerId, LeaseSet> visitor) {
    viewers.visit(visitor);
  }

  @Override
  public StoreHealth health() {
    return closed
        ? new StoreHealth(StoreHealth.State.NODE_AT_FAULT, "closed", viewers.census())
        : new StoreHealth(StoreHealth.State.SERVING, "in memory", viewers.census());
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
    try {
      return CompletableFuture.completedStage(viewers.apply(viewer, step));
    } catch (StoreUnavailable full) {
      return CompletableFuture.failedStage(full);
    }
  }

  private Instant horizon(Instant now) {
    return now.minus(retention);
  }
}
