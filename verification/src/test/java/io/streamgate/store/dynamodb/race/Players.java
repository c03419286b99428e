package io.streamgate.store.dynamodb.race;

import io.streamgate.store.LeaseStore;
import io.streamgate.store.dynamodb.node.Answers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntToDoubleFunction;

/**
 * Players of one viewer. Each asks a node, and the next one where that does not answer, until it is
 * told what became of its wish.
 */
final class Players {

  /** So often in a row no node answers by chance. */
  private static final int PATIENCE = 20;

  private final List<LeaseStore> nodes;
  private final IntToDoubleFunction secondsAhead;
  private final LongAdder repeated = new LongAdder();

  /** What a player wants of a node whose clock is so far ahead. */
  @FunctionalInterface
  interface Wish<D> {

    CompletionStage<D> ask(LeaseStore node, double secondsAhead);
  }

  Players(List<LeaseStore> nodes, IntToDoubleFunction secondsAhead) {
    this.nodes = List.copyOf(nodes);
    this.secondsAhead = secondsAhead;
  }

  /** Players whose nodes agree on the time. */
  static Players of(List<LeaseStore> nodes) {
    return new Players(nodes, _ -> 0);
  }

  /** Asks node {@code first}, or the one that number comes to where there are fewer. */
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
