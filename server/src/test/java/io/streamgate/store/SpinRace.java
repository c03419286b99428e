package io.streamgate.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets threads race, again and again. Before every round they synchronize by spinning, so that they
 * start within nanoseconds. A burst of threads from a pool is a weak test: it mostly misses the bug
 * of a broken store.
 *
 * @param racers the number of threads; few, because each needs a core
 */
public record SpinRace(int racers, int rounds) {

  private static final Duration DEADLINE = Duration.ofMinutes(2);

  /** Rounds that a racer runs before it waits for an answer, because a store's queue is bounded. */
  private static final int UNANSWERED = 64;

  private static final int SPINS_BEFORE_YIELD = 2_000;

  /** A racer's call in a round. */
  @FunctionalInterface
  public interface Lane<T> {

    /** Makes the call; called by thread {@code racer}, from 0, in each round, from 0. */
    CompletionStage<T> run(int racer, int round);
  }

  /**
   * Runs every round.
   *
   * @return a list per round with each racer's answer
   */
  public <T> List<List<T>> run(Lane<T> lane) {
    var met = new AtomicLong();
    try (var threads = Executors.newFixedThreadPool(racers)) {
      var running = new ArrayList<Future<List<T>>>();
      for (var racer = 0; racer < racers; racer++) {
        var number = racer;
        running.add(threads.submit(() -> race(number, lane, met)));
      }
      return byRound(running.stream().map(SpinRace::finished).toList());
    }
  }

  private <T> List<T> race(int racer, Lane<T> lane, AtomicLong met) throws Exception {
    var deadline = System.nanoTime() + DEADLINE.toNanos();
    var asked = new ArrayList<CompletionStage<T>>();
    for (var round = 0; round < rounds; round++) {
      var spins = 0;
      met.incrementAndGet();
      while (met.get() < (round + 1L) * racers) {
        if (System.nanoTime() > deadline) {
          throw new TimeoutException("a racer did not come to round " + round);
        }
        meet(++spins);
      }
      asked.add(lane.run(racer, round));
      if (round % UNANSWERED == 0) {
        answer(asked.getLast());
      }
    }
    var answers = new ArrayList<T>();
    for (var stage : asked) {
      answers.add(answer(stage));
    }
    return answers;
  }

  /** With more racers than cores, spinning threads must let the missing one run. */
  @SuppressWarnings("ThreadPriorityCheck") // a hint is enough
  private static void meet(int spins) {
    if (spins % SPINS_BEFORE_YIELD == 0) {
      Thread.yield();
    } else {
      Thread.onSpinWait();
    }
  }

  private static <T> T answer(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private static <T> T finished(Future<T> racer) {
    try {
      return racer.get();
    } catch (ExecutionException e) {
      throw new AssertionError("a racer fell", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted during a race", e);
    }
  }

  private <T> List<List<T>> byRound(List<List<T>> byRacer) {
    var answers = new ArrayList<List<T>>();
    for (var round = 0; round < rounds; round++) {
      var number = round;
      answers.add(byRacer.stream().map(racer -> racer.get(number)).toList());
    }
    return answers;
  }
}
