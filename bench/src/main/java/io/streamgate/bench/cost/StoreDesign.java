package io.streamgate.bench.cost;

import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.Playback.Report;
import io.streamgate.store.LeaseStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Streamgate's own design: one item per viewer, changed by one conditional update. */
final class StoreDesign implements Design {

  private final LeaseStore store;
  private final Rules rules;

  StoreDesign(LeaseStore store, Rules rules) {
    this.store = store;
    this.rules = rules;
  }

  @Override
  public void start(ViewerId viewer, Start.Play start, Instant now) {
    expect(StartDecision.Admitted.class, store.start(viewer, start, rules, now));
  }

  @Override
  public void heartbeat(ViewerId viewer, StreamId id, long positionMs, Instant now) {
    var reports = List.<Report>of(new Report.Plays(), new Report.IsAt(positionMs));
    expect(
        StreamDecision.Kept.class,
        store.renew(viewer, id, new Heartbeat(reports, rules.lease()), now));
  }

  @Override
  public void end(ViewerId viewer, StreamId id, Instant now) {
    expect(StreamDecision.Closed.class, store.end(viewer, id, Device.UNNAMED, now));
  }

  @Override
  public int callsPerStart() {
    return 1;
  }

  /** The end, the row in history, and the removal of that row's data from the item. */
  @Override
  public int callsPerEnd() {
    return 3;
  }

  @Override
  public void close() {
    store.close();
  }

  private static void expect(Class<?> expected, CompletionStage<?> stage) {
    var answer = stage.toCompletableFuture().join();
    if (!expected.isInstance(answer)) {
      throw new IllegalStateException(
          "expected %s, but got %s".formatted(expected.getSimpleName(), answer));
    }
  }
}
