package io.streamgate.store.shared;

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
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Playback.Report;
import io.streamgate.lease.stream.Stream;
import io.streamgate.lease.stream.Termination;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.StoreHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Writes a heartbeat only when necessary: once no more than half the lease or two and a half
 * heartbeat intervals are left, whichever is longer, or when the player paused or resumed.
 * Otherwise it reads, with eventual consistency, at a fraction of the price of a write.
 *
 * <p>A read may be out of date, so it may only confirm a member with enough time left; anything
 * else is decided by the write, because a stream that another node has just started may not be
 * visible yet. An old read can confirm a stream that has lost its slot, but never for longer than
 * its lease would have lasted without a write: up to the threshold before its expiry.
 *
 * <p>An answer shows the expiry on record. The position of a confirmed heartbeat is not stored.
 */
public final class PastHalf implements LeaseStore {

  private final Peeking store;
  private final Duration interval;

  /** For players that send a heartbeat every {@code interval}. Closes {@code store} with itself. */
  public PastHalf(Peeking store, Duration interval) {
    this.store = store;
    this.interval = interval;
  }

  @Override
  public CompletionStage<StreamDecision.OfRenewal> renew(
      ViewerId viewer, StreamId id, Heartbeat heartbeat, Instant now) {
    var needed = threshold(heartbeat.lease());
    // no punctual heartbeat finds more time left, so a read would be useless; after a leave, it
    // could confirm a lease that has been cut
    if (heartbeat.lease().minus(interval).compareTo(needed) <= 0
        || heartbeat.sender() == Heartbeat.Sender.RETURNED) {
      return store.renew(viewer, id, heartbeat, now);
    }
    return store
        .peek(viewer, id)
        .exceptionally(_ -> Optional.empty())
        .thenCompose(
            seen ->
                seen.filter(kept -> confirms(kept.member(), heartbeat, now))
                    .<CompletionStage<StreamDecision.OfRenewal>>map(
                        CompletableFuture::completedStage)
                    .orElseGet(() -> store.renew(viewer, id, heartbeat, now)));
  }

  private boolean confirms(Member seen, Heartbeat heartbeat, Instant now) {
    var isFarFromExpiry = seen.expiresAt().minus(threshold(heartbeat.lease())).isAfter(now);
    return isFarFromExpiry && !changesPlaying(seen.playback(), heartbeat.reports());
  }

  private static boolean changesPlaying(Playback playback, List<Report> reports) {
    return reports.stream()
        .anyMatch(
            each ->
                switch (each) {
                  case Report.Plays() -> playback instanceof Playback.Paused;
                  case Report.Pauses() -> playback instanceof Playback.Playing;
                  case Report.IsAt _ -> false;
                });
  }

  private Duration threshold(Duration lease) {
    var half = lease.dividedBy(2);
    var intervals = interval.multipliedBy(5).dividedBy(2);
    return half.compareTo(intervals) > 0 ? half : intervals;
  }

  @Override
  public CompletionStage<StartDecision> start(
      ViewerId viewer, Start start, Entitlement entitlement, Instant now) {
    return store.start(viewer, start, entitlement, now);
  }

  @Override
  public CompletionStage<StreamDecision.OfRenewal> leave(
      ViewerId viewer, StreamId id, Leave leave, Instant now) {
    return store.leave(viewer, id, leave, now);
  }

  @Override
  public CompletionStage<StreamDecision.OfAmendment> amend(
      ViewerId viewer, StreamId id, Amendment amendment, Instant now) {
    return store.amend(viewer, id, amendment, now);
  }

  @Override
  public CompletionStage<StreamDecision.OfEnd> end(
      ViewerId viewer, StreamId id, Device by, Instant now) {
    return store.end(viewer, id, by, now);
  }

  @Override
  public CompletionStage<LeaseSet> setOverride(
      ViewerId viewer, @Nullable ViewerOverride override, Instant now) {
    return store.setOverride(viewer, override, now);
  }

  @Override
  public CompletionStage<StreamDecision.OfEnd> terminate(
      ViewerId viewer, StreamId id, Termination by, Instant now) {
    return store.terminate(viewer, id, by, now);
  }

  @Override
  public CompletionStage<OperatorDecision.Terminated> terminateAll(
      ViewerId viewer, Termination by, Instant now) {
    return store.terminateAll(viewer, by, now);
  }

  @Override
  public CompletionStage<OperatorDecision.Erased> erase(
      ViewerId viewer, Termination by, Instant now) {
    return store.erase(viewer, by, now);
  }

  @Override
  public CompletionStage<LeaseSet> read(ViewerId viewer) {
    return store.read(viewer);
  }

  @Override
  public CompletionStage<Boolean> isReplay(ViewerId viewer, StreamId id, Instant now) {
    return store.isReplay(viewer, id, now);
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
