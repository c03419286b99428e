package io.streamgate.store.dynamodb.race;

import io.streamgate.store.LeaseStore;
import io.streamgate.store.dynamodb.node.Answers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntToDoubleFunction;

/**
 * Players of one viewer. Each calls a node, and the next one if that does not answer, until it
 * knows the outcome.
 */
final class Players {

  /** This many unanswered calls in a row cannot be chance. */
  private static final int PATIENCE = 20;

  private final List<LeaseStore> nodes;
  private final IntToDoubleFunction secondsAhead;
  private final LongAdder repeated = new LongAdder();

  /** A player's call to a node whose clock is ahead by that much. */
  @FunctionalInterface
  interface Wish<D> {

    CompletionStage<D> ask(LeaseStore node, double secondsAhead);
  }

  Players(List<LeaseStore> nodes, IntToDoubleFunction secondsAhead) {
    this.nodes = List.copyOf(nodes);
    this.secondsAhead = secondsAhead;
  }

  /** Players whose nodes have the same time. */
  static Players of(List<LeaseStore> nodes) {
    return new Players(nodes, _ -> 0);
  }

  /** Calls node {@code first}, modulo the number of nodes. */
  <D> CompletionStage<D> ask(int first, Wish<D> wish) {
    return ask(first % nodes.size(), wish, PATIENCE);
  }

  private <D> CompletionStage<D> ask(int node, Wish<D> wish, int triesLeft) {
    return wish.ask(nodes.get(node), secondsAhead.applyAsDouble(node))
        .exceptionallyCompose(
            failure -> {
              var unavailable = Answers.unavailable(failure);
              repeated.increment();
              return triesLeft == 1
                  ? CompletableFuture.failedStage(unavailable)
                  : ask((node + 1) % nodes.size(), wish, triesLeft - 1);
            });
  }

  /** How often a node did not answer. */
  long repeated() {
    return repeated.sum();
  }
}
