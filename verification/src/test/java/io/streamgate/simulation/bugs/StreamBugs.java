package io.streamgate.simulation.bugs;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.lease.Amendment;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Entitlement;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.Ended;
import io.streamgate.store.ForwardingLeaseStore;
import io.streamgate.store.HistoryPage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Bugs that concern streams after their start, each in a few lines. */
public final class StreamBugs {

  private static final Duration LEASE = Duration.ofSeconds(90);
  private static final Rules UNBOUNDED =
      new Rules(new Limit.Unlimited(), AtLimit.REFUSE, SameDevice.COUNTS, LEASE);

  private StreamBugs() {}

  /** A repeated end also frees the slot of the oldest stream. */
  public static Bug endsOnceMore() {
    return Bug.around(
        store ->
            new ForwardingLeaseStore(store) {
              @Override
              public CompletionStage<StreamDecision.OfEnd> end(
                  ViewerId viewer, StreamId id, Device by, Instant now) {
                return sound
                    .end(viewer, id, by, now)
                    .thenCompose(
                        decision ->
                            decision instanceof StreamDecision.Gone
                                ? sound
                                    .read(viewer)
                                    .thenCompose(
                                        set -> StartBugs.endOldest(sound, viewer, set, now))
                                    .thenApply(_ -> decision)
                                : completedStage(decision));
              }
            });
  }

  /** An end by another device is recorded as that of the stream's own player. */
  public static Bug forgetsWhoEnds() {
    return Bug.around(
        store ->
            new ForwardingLeaseStore(store) {
              @Override
              public CompletionStage<StreamDecision.OfEnd> end(
                  ViewerId viewer, StreamId id, Device by, Instant now) {
                return sound.end(viewer, id, Device.UNNAMED, now);
              }
            });
  }

  /** Some overrides are acknowledged, and not written. */
  public static Bug forgetsOverrides() {
    var overrides = new AtomicInteger();
    return Bug.around(
        store ->
            new ForwardingLeaseStore(store) {
              @Override
              public CompletionStage<LeaseSet> setOverride(
                  ViewerId viewer, @Nullable ViewerOverride override, Instant now) {
                return overrides.incrementAndGet() % 3 == 0
                    ? sound.read(viewer).thenApply(set -> set.overridden(override).next())
                    : sound.setOverride(viewer, override, now);
              }
            });
  }

  /** A lowered limit is enforced on running streams: their heartbeats fail. */
  public static Bug loweringFailsHeartbeats() {
    Map<ViewerId, Integer> limits = new HashMap<>();
    return Bug.around(
        store ->
            new ForwardingLeaseStore(store) {

              @Override
              public CompletionStage<StartDecision> start(
                  ViewerId viewer, Start start, Entitlement entitlement, Instant now) {
                limits.put(viewer, entitlement.rules().limit().bound());
                return sound.start(viewer, start, entitlement, now);
              }

              @Override
              public CompletionStage<StreamDecision.OfRenewal> renew(
                  ViewerId viewer, StreamId id, Heartbeat heartbeat, Instant now) {
                var limit = limits.getOrDefault(viewer, Limit.ENGINEERING_BOUND);
                return sound
                    .renew(viewer, id, heartbeat, now)
                    .thenApply(
                        decision ->
                            decision instanceof StreamDecision.Kept(_, var set)
                                    && set.liveAt(now).size() > limit
                                ? new StreamDecision.Unknown()
                                : decision);
              }
            });
  }

  /** A heartbeat that comes too late restarts its stream. */
  public static Bug revives() {
    return Bug.around(
        store ->
            new ForwardingLeaseStore(store) {
              @Override
              public CompletionStage<StreamDecision.OfRenewal> renew(
                  ViewerId viewer, StreamId id, Heartbeat heartbeat, Instant now) {
                return sound
                    .renew(viewer, id, heartbeat, now)
                    .thenCompose(
                        decision ->
                            decision instanceof StreamDecision.Gone(var gone)
                                ? sound
                                    .start(viewer, again(gone), UNBOUNDED, now)
                                    .thenApply(_ -> decision)
                                : completedStage(decision));
              }
            });
  }

  /** An amendment counts as a heartbeat. */
  public static Bug amendmentRenews() {
    return Bug.around(
        store ->
            new ForwardingLeaseStore(store) {
              @Override
              public CompletionStage<StreamDecision.OfAmendment> amend(
                  ViewerId viewer, StreamId id, Amendment amendment, Instant now) {
                return sound
                    .renew(viewer, id, new Heartbeat(List.of(), LEASE), now)
                    .thenCompose(_ -> sound.amend(viewer, id, amendment, now));
              }
            });
  }

  /** A list leaves out the newest stream. */
  public static Bug listLacksTheNewest() {
    return Bug.around(
        store ->
            new ForwardingLeaseStore(store) {
              @Override
              public CompletionStage<LeaseSet> read(ViewerId viewer) {
                return sound.read(viewer).thenApply(StreamBugs::withoutNewest);
              }
            });
  }

  /** History is shown for longer than its retention. */
  public static Bug showsThePast() {
    return Bug.around(
        store ->
            new ForwardingLeaseStore(store) {
              @Override
              public CompletionStage<List<Ended>> history(
                  ViewerId viewer, HistoryPage page, Instant now) {
                return sound.history(viewer, page, now.minus(Duration.ofHours(1)));
              }
            });
  }

  private static Start again(Ended gone) {
    return new Start.Play(
        gone.id(),
        gone.playback(),
        gone.details(),
        new Start.Takeover.None(),
        gone.last().atStart().facts());
  }

  private static LeaseSet withoutNewest(LeaseSet set) {
    var all = set.members();
    return new LeaseSet(all.subList(0, Math.max(0, all.size() - 1)), set.recent(), set.override());
  }
}
