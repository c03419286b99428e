package io.streamgate.simulation;

import io.streamgate.failure.Causes;
import io.streamgate.limiter.Limiter;
import io.streamgate.simulation.ledger.Invariant;
import io.streamgate.simulation.ledger.Ledger;
import io.streamgate.simulation.world.Counters;
import io.streamgate.simulation.world.Timeline;
import io.streamgate.store.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** One viewer's calls to the nodes' limiters: traces and counts them, and checks their cost. */
final class LimiterCalls {

  private static final int MOST_STORE_CALLS = 3;

  /** A call that has no answer yet. */
  private record Pending(Node node, int life, long number) {}

  private final Ledger ledger;
  private final Timeline timeline;
  private final Counters counters;
  private final List<Pending> pending = new ArrayList<>();
  private long calls;
  private long storeCalls;

  LimiterCalls(Ledger ledger, Timeline timeline, Counters counters) {
    this.ledger = ledger;
    this.timeline = timeline;
    this.counters = counters;
  }

  /** A node's store was called for this viewer. */
  void storeCalled() {
    storeCalls++;
  }

  /**
   * Calls a node's limiter. A node that crashes before it answers never answers.
   *
   * @param what the call, for the trace; its first word names its kind
   */
  <T> void ask(
      Node node,
      String what,
      Supplier<CompletionStage<T>> request,
      Function<T, Reply> check,
      Consumer<Reply> player) {
    line(node, what);
    pending.removeIf(each -> !each.node().isLiving(each.life()));
    var isAlone = pending.isEmpty();
    var mine = new Pending(node, node.life(), ++calls);
    var before = storeCalls;
    pending.add(mine);
    var _ =
        request
            .get()
            .whenComplete(
                (answer, failure) -> {
                  pending.remove(mine);
                  if (!node.isLiving(mine.life())) {
                    return;
                  }
                  inTimeline(
                      () -> {
                        if (isAlone && mine.number() == calls) {
                          checkCost(storeCalls - before);
                        }
                        player.accept(
                            failure == null
                                ? answered(node, what, answer, check)
                                : unavailable(node, what, failure));
                      });
                });
  }

  /** A future swallows its listeners' exceptions, so the timeline throws violations. */
  private void inTimeline(Runnable check) {
    try {
      check.run();
    } catch (RuntimeException | AssertionError fault) {
      timeline.in(
          0,
          () -> {
            throw fault;
          });
    }
  }

  private void checkCost(long cost) {
    ledger.check(
        Invariant.ALONE,
        cost <= MOST_STORE_CALLS,
        timeline.nowMs(),
        () -> "a request costs %d calls to the store".formatted(cost));
  }

  private <T> Reply answered(Node node, String what, T answer, Function<T, Reply> check) {
    var name = answer.getClass().getSimpleName();
    counters.count("answer to %s: %s".formatted(what.split("[ ,]", 2)[0], name));
    line(node, what + " -> " + name);
    return check.apply(answer);
  }

  private Reply unavailable(Node node, String what, Throwable failure) {
    var cause = Causes.of(failure);
    if (!(cause instanceof Limiter.Unavailable || cause instanceof StoreUnavailable)) {
      throw new AssertionError("a limiter failed with an unexpected exception", failure);
    }
    counters.count("answer 503");
    line(node, what + " -> 503");
    return new Reply.Unavailable();
  }

  private void line(Node node, String text) {
    ledger.trace().line(timeline.nowMs(), node.name() + ": " + text);
  }
}
