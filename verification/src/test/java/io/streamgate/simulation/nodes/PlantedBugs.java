package io.streamgate.simulation.nodes;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Rules;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Member;
import io.streamgate.simulation.nodes.Simulation.Planted;
import io.streamgate.store.ForwardingLeaseStore;
import io.streamgate.store.LeaseStore;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Faults as they are made, one at a time, each in a few lines. */
final class PlantedBugs {

  private static final int NOW_AND_THEN = 10;

  private PlantedBugs() {}

  /** A condition of the store's updates is as good as left out. */
  static Planted withoutCondition(String term) {
    var always = "(%s OR NOT %s)".formatted(term, term);
    return new Planted(condition -> condition.replace(term, always), store -> store);
  }

  /** A lease counts at its expiry, too: {@code <=} in the place of {@code <}. */
  static Planted aliveAtExpiry() {
    return in(
        store ->
            new ForwardingLeaseStore(store) {
              @Override
              public CompletionStage<StartDecision> start(
                  ViewerId viewer, Start start, Rules rules, Instant now) {
                return super.start(viewer, start, rules, now.minusMillis(1));
              }
            });
  }

  /** The limit is looked at first, and then whether the start is a repetition. */
  static Planted limitBeforeReplay() {
    return in(
        store ->
            new ForwardingLeaseStore(store) {
              @Override
              public CompletionStage<StartDecision> start(
                  ViewerId viewer, Start start, Rules rules, Instant now) {
                return read(viewer)
                    .thenCompose(
                        set ->
                            set.liveAt(now).size() >= rules.limit().bound()
                                ? CompletableFuture.completedStage(refused(set, rules, now))
                                : super.start(viewer, start, rules, now));
              }
            });
  }

  private static StartDecision refused(LeaseSet set, Rules rules, Instant now) {
    var live = set.liveAt(now);
    return rules.limit().bound() == 0
        ? new StartDecision.NotAllowed(live)
        : new StartDecision.Refused(
            live,
            rules.limit().bound(),
            live.stream().map(Member::expiresAt).sorted().findFirst().orElseThrow());
  }

  /** Some starts are acknowledged before they are kept, and the node forgets to keep them. */
  static Planted acknowledgedBeforeKept() {
    return in(
        store ->
            new ForwardingLeaseStore(store) {

              private int starts;

              @Override
              public CompletionStage<StartDecision> start(
                  ViewerId viewer, Start start, Rules rules, Instant now) {
                starts++;
                return starts % NOW_AND_THEN == 0
                    ? read(viewer).thenApply(set -> set.decide(start, rules, now))
                    : super.start(viewer, start, rules, now);
              }
            });
  }

  /** A limit that was lowered is enforced on what runs: the oldest is ended. */
  static Planted loweringEndsStreams() {
    return in(
        store ->
            new ForwardingLeaseStore(store) {
              @Override
              public CompletionStage<StartDecision> start(
                  ViewerId viewer, Start start, Rules rules, Instant now) {
                return read(viewer)
                    .thenCompose(
                        set ->
                            set.members().size() > rules.limit().bound()
                                ? end(viewer, set.members().getFirst().id(), now)
                                : CompletableFuture.completedStage(new StreamDecision.Unknown()))
                    .thenCompose(_ -> super.start(viewer, start, rules, now));
              }
            });
  }

  private static Planted in(UnaryOperator<LeaseStore> store) {
    return new Planted(condition -> condition, store);
  }
}
