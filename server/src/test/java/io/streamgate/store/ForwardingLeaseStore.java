package io.streamgate.store;

import io.streamgate.lease.Amendment;
import io.streamgate.lease.Heartbeat;
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
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Delegates to another store. A test overrides the methods that it breaks. */
public class ForwardingLeaseStore implements LeaseStore {

  /** The delegate. */
  protected final LeaseStore sound;

  /** Delegates to {@code store}, and closes it when closed. */
  public ForwardingLeaseStore(LeaseStore store) {
    this.sound = store;
  }

  @Override
  public CompletionStage<StartDecision> start(
      ViewerId viewer, Start start, Entitlement entitlement, Instant now) {
    return sound.start(viewer, start, entitlement, now);
  }

  @Override
  public CompletionStage<LeaseSet> setOverride(
      ViewerId viewer, @Nullable ViewerOverride override, Instant now) {
    return sound.setOverride(viewer, override, now);
  }

  @Override
  public CompletionStage<StreamDecision.OfRenewal> renew(
      ViewerId viewer, StreamId id, Heartbeat heartbeat, Instant now) {
    return sound.renew(viewer, id, heartbeat, now);
  }

  @Override
  public CompletionStage<StreamDecision.OfRenewal> leave(
      ViewerId viewer, StreamId id, Leave leave, Instant now) {
    return sound.leave(viewer, id, leave, now);
  }

  @Override
  public CompletionStage<StreamDecision.OfAmendment> amend(
      ViewerId viewer, StreamId id, Amendment amendment, Instant now) {
    return sound.amend(viewer, id, amendment, now);
  }

  @Override
  public CompletionStage<StreamDecision.OfEnd> end(
      ViewerId viewer, StreamId id, Device by, Instant now) {
    return sound.end(viewer, id, by, now);
  }

  @Override
  public CompletionStage<StreamDecision.OfEnd> terminate(
      ViewerId viewer, StreamId id, Termination by, Instant now) {
    return sound.terminate(viewer, id, by, now);
  }

  @Override
  public CompletionStage<OperatorDecision.Terminated> terminateAll(
      ViewerId viewer, Termination by, Instant now) {
    return sound.terminateAll(viewer, by, now);
  }

  @Override
  public CompletionStage<OperatorDecision.Erased> erase(
      ViewerId viewer, Termination by, Instant now) {
    return sound.erase(viewer, by, now);
  }

  @Override
  public CompletionStage<LeaseSet> read(ViewerId viewer) {
    return sound.read(viewer);
  }

  @Override
  public CompletionStage<Boolean> isReplay(ViewerId viewer, StreamId id, Instant now) {
    return sound.isReplay(viewer, id, now);
  }

  @Override
  public CompletionStage<Optional<Stream>> find(ViewerId viewer, StreamId id, Instant now) {
    return sound.find(viewer, id, now);
  }

  @Override
  public CompletionStage<List<Ended>> history(ViewerId viewer, HistoryPage page, Instant now) {
    return sound.history(viewer, page, now);
  }

  @Override
  public CompletionStage<Integer> sweep(Instant now) {
    return sound.sweep(now);
  }

  @Override
  public StoreHealth health() {
    return sound.health();
  }

  @Override
  public void close() {
    sound.close();
  }
}
