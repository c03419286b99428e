package io.streamgate.store;

import io.streamgate.lease.Amendment;
import io.streamgate.lease.Ended;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Rules;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.Stream;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Asks another store. What a test breaks on purpose it overrides. */
public class ForwardingLeaseStore implements LeaseStore {

  private final LeaseStore store;

  /** The same as {@code store}, which it closes with itself. */
  public ForwardingLeaseStore(LeaseStore store) {
    this.store = store;
  }

  @Override
  public CompletionStage<StartDecision> start(
      ViewerId viewer, Start start, Rules rules, Instant now) {
    return store.start(viewer, start, rules, now);
  }

  @Override
  public CompletionStage<StreamDecision.OfRenewal> renew(
      ViewerId viewer, StreamId id, Heartbeat heartbeat, Instant now) {
    return store.renew(viewer, id, heartbeat, now);
  }

  @Override
  public CompletionStage<StreamDecision.OfAmendment> amend(
      ViewerId viewer, StreamId id, Amendment amendment, Instant now) {
    return store.amend(viewer, id, amendment, now);
  }

  @Override
  public CompletionStage<StreamDecision.OfEnd> end(ViewerId viewer, StreamId id, Instant now) {
    return store.end(viewer, id, now);
  }

  @Override
  public CompletionStage<LeaseSet> read(ViewerId viewer) {
    return store.read(viewer);
  }

  @Override
  public CompletionStage<Optional<Stream>> find(ViewerId viewer, StreamId id, Instant now) {
    return store.find(viewer, id, now);
  }

  @Override
  public CompletionStage<List<Ended>> history(ViewerId viewer, HistoryPage page, Instant now) {
    return store.history(viewer, page, now);
  }

  @Override
  public CompletionStage<Integer> sweep(Instant now) {
    return store.sweep(now);
  }

  @Override
  public StoreHealth health() {
    return store.health();
  }

  @Override
  public void close() {
    store.close();
  }
}
