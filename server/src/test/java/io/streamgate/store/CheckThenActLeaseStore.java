package io.streamgate.store;

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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Broken on purpose: it reads a viewer's set, decides, and writes the set back, without atomicity.
 * A race test that passes with it proves nothing.
 */
public final class CheckThenActLeaseStore implements LeaseStore {

  private final ConcurrentHashMap<ViewerId, LeaseSet> sets = new ConcurrentHashMap<>();

  @Override
  public CompletionStage<StartDecision> start(
      ViewerId viewer, Start start, Entitlement entitlement, Instant now) {
    var set = set(viewer);
    return keep(viewer, set, set.decide(start, entitlement, now));
  }

  @Override
  public CompletionStage<LeaseSet> setOverride(
      ViewerId viewer, @Nullable ViewerOverride override, Instant now) {
    var set = set(viewer);
    return keep(viewer, set, set.overridden(override)).thenApply(OperatorDecision.Overridden::next);
  }

  @Override
  public CompletionStage<StreamDecision.OfRenewal> renew(
      ViewerId viewer, StreamId id, Heartbeat heartbeat, Instant now) {
    var set = set(viewer);
    return keep(viewer, set, set.renew(id, heartbeat, now));
  }

  @Override
  public CompletionStage<StreamDecision.OfRenewal> leave(
      ViewerId viewer, StreamId id, Leave leave, Instant now) {
    var set = set(viewer);
    return keep(viewer, set, set.leave(id, leave, now));
  }

  @Override
  public CompletionStage<StreamDecision.OfAmendment> amend(
      ViewerId viewer, StreamId id, Amendment amendment, Instant now) {
    var set = set(viewer);
    return keep(viewer, set, set.amend(id, amendment, now));
  }

  @Override
  public CompletionStage<StreamDecision.OfEnd> end(
      ViewerId viewer, StreamId id, Device by, Instant now) {
    var set = set(viewer);
    return keep(viewer, set, set.end(id, by, now));
  }

  @Override
  public CompletionStage<StreamDecision.OfEnd> terminate(
      ViewerId viewer, StreamId id, Termination by, Instant now) {
    var set = set(viewer);
    return keep(viewer, set, new Intervention(set, by, now).end(id));
  }

  @Override
  public CompletionStage<OperatorDecision.Terminated> terminateAll(
      ViewerId viewer, Termination by, Instant now) {
    var set = set(viewer);
    return keep(viewer, set, new Intervention(set, by, now).endAll());
  }

  @Override
  public CompletionStage<OperatorDecision.Erased> erase(
      ViewerId viewer, Termination by, Instant now) {
    var set = set(viewer);
    return keep(viewer, set, new Intervention(set, by, now).erase());
  }

  @Override
  public CompletionStage<LeaseSet> read(ViewerId viewer) {
    return CompletableFuture.completedStage(set(viewer));
  }

  @Override
  public CompletionStage<Optional<Stream>> find(ViewerId viewer, StreamId id, Instant now) {
    return CompletableFuture.completedStage(set(viewer).find(id, now));
  }

  @Override
  public CompletionStage<List<Ended>> history(ViewerId viewer, HistoryPage page, Instant now) {
    return CompletableFuture.completedStage(List.of());
  }

  @Override
  public CompletionStage<Integer> sweep(Instant now) {
    return CompletableFuture.completedStage(0);
  }

  @Override
  public StoreHealth health() {
    return new StoreHealth(
        StoreHealth.State.SERVING, "broken on purpose", new StoreHealth.Census.Unknown());
  }

  @Override
  public void close() {}

  private LeaseSet set(ViewerId viewer) {
    return sets.getOrDefault(viewer, LeaseSet.EMPTY);
  }

  private <D extends Decision> CompletionStage<D> keep(
      ViewerId viewer, LeaseSet before, D decision) {
    sets.put(viewer, decision.after(before));
    return CompletableFuture.completedStage(decision);
  }
}
