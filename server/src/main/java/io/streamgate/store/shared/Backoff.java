package io.streamgate.store.shared;

import io.streamgate.lease.id.StreamId;
import io.streamgate.store.StoreUnavailable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Limits and delays the retries of a change that keeps conflicting with others. Delays grow with
 * the retries, and differ between requests so that two conflicting requests get out of step.
 *
 * @param seed differs between requests
 * @param tries the number of failed tries so far
 */
public record Backoff(int seed, int tries, Delay delay) {

  private static final int MAX_TRIES = 8;
  private static final int FIRST_WAIT_MS = 4;
  private static final int MAX_WAIT_MS = 100;

  /** 2^32 divided by the golden ratio: its multiples are far apart. */
  private static final int GOLDEN_RATIO = 0x9e3779b9;

  /** For the first try of a request about this stream. */
  public static Backoff of(StreamId id, Delay delay) {
    return new Backoff(id.hashCode(), 0, delay);
  }

  /** Runs {@code again} with the next backoff after a delay; fails after too many tries. */
  public <T> CompletionStage<T> retry(Function<Backoff, CompletionStage<T>> again) {
    if (tries + 1 >= MAX_TRIES) {
      var message =
          "the viewer's streams changed %d times while a change was decided".formatted(MAX_TRIES);
      // a try whose answer was lost may have been applied
      return CompletableFuture.failedStage(
          StoreUnavailable.underWay(message, new IllegalStateException(message)));
    }
    var wait = waitMs();
    Supplier<CompletionStage<T>> next = () -> again.apply(new Backoff(seed, tries + 1, delay));
    if (wait == 0) {
      return next.get();
    }
    return CompletableFuture.supplyAsync(next, delay.after(wait)).thenCompose(stage -> stage);
  }

  /** The delay before the next try, which does not predict the one after it. */
  int waitMs() {
    var longest = Math.min(MAX_WAIT_MS, FIRST_WAIT_MS << tries);
    return Math.floorMod(mixed(seed + tries * GOLDEN_RATIO), longest);
  }

  /**
   * MurmurHash3's finalizer: every bit of the result depends on all of {@code bits}. The remainder
   * of a plain hash depends on its lowest bits, so some requests would hardly wait at all.
   */
  private static int mixed(int bits) {
    var mixed = bits;
    mixed = (mixed ^ mixed >>> 16) * 0x85ebca6b;
    mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
    return mixed ^ mixed >>> 16;
  }
}
