package io.streamgate.linearizability;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.given.Given;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.SpinRace;
import io.streamgate.store.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * Runs threads that call a store concurrently, each through its own node if there are several, and
 * records the answers. The threads synchronize before each phase; within a phase each makes one
 * call after the other, as fast as it is answered.
 */
final class Recording {

  private static final int CALLS_OF_A_PHASE = 4;

  private final List<LeaseStore> nodes;
  private final int threads;
  private final List<History> histories;

  /** One viewer's calls: the planned calls of each thread and phase, and the answers so far. */
  private static final class History {

    final ViewerId viewer = Given.freshViewer();
    final List<List<List<Operation>>> phases = new ArrayList<>();
    final AtomicLong places = new AtomicLong();
    final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();

    History(long seed, int threads) {
      var random = new RandomCalls(seed);
      RandomCalls.PHASES.forEach(
          begin -> phases.add(random.phase(begin, threads, CALLS_OF_A_PHASE)));
    }
  }

  private Recording(List<LeaseStore> nodes, int threads, List<History> histories) {
    this.nodes = nodes;
    this.threads = threads;
    this.histories = histories;
  }

  /** The calls for all of {@code viewers} viewers, one list per viewer. */
  static List<List<Call>> of(List<LeaseStore> nodes, int threads, int viewers, long seed) {
    var histories =
        LongStream.range(0, viewers).mapToObj(n -> new History(seed + n, threads)).toList();
    new Recording(nodes, threads, histories).run();
    return histories.stream().map(history -> List.copyOf(history.calls)).toList();
  }

  private void run() {
    var phases = RandomCalls.PHASES.size();
    new SpinRace(threads, phases * histories.size())
        .run(
            (thread, round) -> {
              var history = histories.get(round / phases);
              history
                  .phases
                  .get(round % phases)
                  .get(thread)
                  .forEach(op -> ask(history, thread, op));
              return completedStage(round);
            });
  }

  /** Waits for the answer. */
  private void ask(History history, int thread, Operation operation) {
    var asked = history.places.incrementAndGet();
    CompletionStage<List<Call>> told =
        operation
            .ask(nodes.get(thread % nodes.size()), history.viewer)
            .handle(
                (seen, failure) ->
                    failure == null
                        ? answered(thread, seen, asked, history.places.incrementAndGet())
                        : failed(thread, operation, asked, failure));
    history.calls.addAll(told.toCompletableFuture().join());
  }

  private static List<Call> answered(
      int thread, List<Operation.Seen> seen, long asked, long answered) {
    return seen.stream()
        .map(each -> new Call(thread, each.operation(), asked, answered, each.answer()))
        .toList();
  }

  private static List<Call> failed(int thread, Operation operation, long asked, Throwable failure) {
    return unavailable(failure).mayHaveHappened() && !operation.changesNothing()
        ? List.of(new Call(thread, operation, asked, Call.NEVER, ""))
        : List.of();
  }

  private static StoreUnavailable unavailable(Throwable failure) {
    return switch (failure) {
      case StoreUnavailable known -> known;
      case CompletionException wrapped when wrapped.getCause() != null ->
          unavailable(wrapped.getCause());
      default -> throw new AssertionError("a store failed with an unexpected exception", failure);
    };
  }
}
