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

  private static final int UNDER_WAY = 256;
  private static final AtomicInteger VIEWERS = new AtomicInteger();

  private Trial() {}

  private static String fresh() {
    return "viewer-" + VIEWERS.incrementAndGet();
  }

  /** Returns starts per second, each followed by its end, with {@value #UNDER_WAY} in flight. */
  static double startsPerSecond(Limit limit, Duration time) {
    var places = new Semaphore(UNDER_WAY);
    var done = new LongAdder();
    var failed = new CompletableFuture<Void>();
    var began = System.nanoTime();
    while (System.nanoTime() - began < time.toNanos() && !failed.isDone()) {
      places.acquireUninterruptibly();
      limit
          .start(fresh())
          .thenCompose(slot -> limit.end(slot.orElseThrow()))
          .whenComplete(
              (_, failure) -> {
                places.release();
                done.increment();
                if (failure != null) {
                  failed.completeExceptionally(failure);
                }
              });
    }
    places.acquireUninterruptibly(UNDER_WAY);
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
      var asked = new ArrayList<CompletableFuture<Optional<Slot>>>();
      for (var j = 0; j < starts; j++) {
        asked.add(limit.start(viewer).toCompletableFuture());
      }
      over += admitted(asked) > Limit.LIMIT ? 1 : 0;
    }
    return over;
  }

  private static long admitted(List<CompletableFuture<Optional<Slot>>> asked) {
    return asked.stream().filter(one -> one.join().isPresent()).count();
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
