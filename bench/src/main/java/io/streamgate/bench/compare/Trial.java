package io.streamgate.bench.compare;

import io.streamgate.bench.compare.Limit.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The measurements of one limit. Each uses new viewer names. */
final class Trial {

  private static final int IN_FLIGHT = 256;
  private static final AtomicInteger VIEWERS = new AtomicInteger();

  private Trial() {}

  private static String fresh() {
    return "viewer-" + VIEWERS.incrementAndGet();
  }

  /** Returns starts per second, each followed by its end, with {@value #IN_FLIGHT} in flight. */
  static double startsPerSecond(Limit limit, Duration time) {
    var permits = new Semaphore(IN_FLIGHT);
    var done = new LongAdder();
    var failed = new CompletableFuture<Void>();
    var began = System.nanoTime();
    while (System.nanoTime() - began < time.toNanos() && !failed.isDone()) {
      permits.acquireUninterruptibly();
      limit
          .start(fresh())
          .thenCompose(slot -> limit.end(slot.orElseThrow()))
          .whenComplete(
              (_, failure) -> {
                permits.release();
                done.increment();
                if (failure != null) {
                  failed.completeExceptionally(failure);
                }
              });
    }
    permits.acquireUninterruptibly(IN_FLIGHT);
    if (failed.isCompletedExceptionally()) {
      throw new CompletionException(failed.exceptionNow());
    }
    return done.sum() / ((System.nanoTime() - began) / 1e9);
  }

  /** Returns how many of {@code viewers} got more than 3 of {@code starts} concurrent starts. */
  static int overAdmitted(Limit limit, int viewers, int starts) {
    var over = 0;
    for (var i = 0; i < viewers; i++) {
      var viewer = fresh();
      var starting = new ArrayList<CompletableFuture<Optional<Slot>>>();
      for (var j = 0; j < starts; j++) {
        starting.add(limit.start(viewer).toCompletableFuture());
      }
      over += admitted(starting) > Limit.LIMIT ? 1 : 0;
    }
    return over;
  }

  private static long admitted(List<CompletableFuture<Optional<Slot>>> starting) {
    return starting.stream().filter(one -> one.join().isPresent()).count();
  }

  /** Leaves three streams without heartbeats; returns the seconds until a fourth is admitted. */
  static double secondsUntilFree(Limit limit) throws InterruptedException {
    var viewer = fresh();
    var began = System.nanoTime();
    for (var i = 0; i < Limit.LIMIT; i++) {
      limit.start(viewer).toCompletableFuture().join();
    }
    while (limit.start(viewer).toCompletableFuture().join().isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return (System.nanoTime() - began) / 1e9;
  }
}
