package io.streamgate.linearizability;

import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Entitlement;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.store.ForwardingLeaseStore;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.StoreUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stores that break their promises now and then. */
final class BrokenStores {

  private static final int NOW_AND_THEN = 5;

  private BrokenStores() {}

  /** Each read returns the result of the previous read. */
  static LeaseStore readingTheStale(LeaseStore store) {
    return new ForwardingLeaseStore(store) {

      private final ConcurrentHashMap<ViewerId, LeaseSet> before = new ConcurrentHashMap<>();

      @Override
      public CompletionStage<LeaseSet> read(ViewerId viewer) {
        return super.read(viewer)
            .thenApply(
                set -> {
                  var stale = before.put(viewer, set);
                  return stale == null ? set : stale;
                });
      }
    };
  }

  /** Some heartbeats are acknowledged, but do not extend the lease. */
  static LeaseStore losingHeartbeats(LeaseStore store) {
    return new ForwardingLeaseStore(store) {

      private final AtomicInteger heartbeats = new AtomicInteger();

      @Override
      public CompletionStage<StreamDecision.OfRenewal> renew(
          ViewerId viewer, StreamId id, Heartbeat heartbeat, Instant now) {
        return heartbeats.incrementAndGet() % NOW_AND_THEN == 0
            ? read(viewer).thenApply(set -> set.renew(id, heartbeat, now))
            : super.renew(viewer, id, heartbeat, now);
      }
    };
  }

  /** Some starts report that they had no effect, although they took effect. */
  static LeaseStore startingInSecret(LeaseStore store) {
    return new ForwardingLeaseStore(store) {

      private final AtomicInteger starts = new AtomicInteger();

      @Override
      public CompletionStage<StartDecision> start(
          ViewerId viewer, Start start, Entitlement entitlement, Instant now) {
        var started = super.start(viewer, start, entitlement, now);
        return starts.incrementAndGet() % NOW_AND_THEN == 0
            ? started.thenCompose(_ -> lost())
            : started;
      }

      private CompletionStage<StartDecision> lost() {
        return CompletableFuture.failedStage(StoreUnavailable.rejected("as if"));
      }
    };
  }

  /** Some starts are decided without the rules of the plan. */
  static LeaseStore ignoringRules(LeaseStore store) {
    return new ForwardingLeaseStore(store) {

      private final AtomicInteger starts = new AtomicInteger();

      @Override
      public CompletionStage<StartDecision> start(
          ViewerId viewer, Start start, Entitlement entitlement, Instant now) {
        return starts.incrementAndGet() % NOW_AND_THEN == 0
            ? super.start(viewer, start, withoutRules(entitlement.rules()), now)
            : super.start(viewer, start, entitlement, now);
      }
    };
  }

  private static Rules withoutRules(Rules plan) {
    return new Rules(
        plan.plan(),
        plan.limit(),
        plan.atLimit(),
        plan.sameDevice(),
        List.of(),
        plan.uncounted(),
        plan.lease());
  }

  /** Some overrides are acknowledged, but do not last. */
  static LeaseStore losingOverrides(LeaseStore store) {
    return new ForwardingLeaseStore(store) {

      private final AtomicInteger overrides = new AtomicInteger();

      @Override
      public CompletionStage<LeaseSet> setOverride(
          ViewerId viewer, @Nullable ViewerOverride override, Instant now) {
        return overrides.incrementAndGet() % NOW_AND_THEN == 0
            ? read(viewer).thenApply(set -> set.overridden(override).next())
            : super.setOverride(viewer, override, now);
      }
    };
  }

  /** Some answers are lost, before or after the call. Any store may behave like this. */
  static LeaseStore losingAnswers(LeaseStore store) {
    return new ForwardingLeaseStore(store) {

      private final AtomicInteger starts = new AtomicInteger();

      @Override
      public CompletionStage<StartDecision> start(
          ViewerId viewer, Start start, Entitlement entitlement, Instant now) {
        return switch (starts.incrementAndGet() % NOW_AND_THEN) {
          case 0 -> lost();
          case 1 -> super.start(viewer, start, entitlement, now).thenCompose(_ -> lost());
          default -> super.start(viewer, start, entitlement, now);
        };
      }

      private CompletionStage<StartDecision> lost() {
        return CompletableFuture.failedStage(
            StoreUnavailable.underWay("lost", new IllegalStateException("lost")));
      }
    };
  }
}
