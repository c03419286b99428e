package io.streamgate.store.shared;

import io.streamgate.lease.id.StreamId;
import io.streamgate.store.StoreUnavailable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How often a change is decided anew because somebody else's came first, and how long to wait
 * before: the longer the more often it happened, and not as long as another request, so that two
 * that got into each other's way get out of step.
 *
 * @param seed differs from request to request
 * @param tries how often it was decided so far
 * @param delay lets the time pass
 */
public record Backoff(int seed, int tries, Delay delay) {

  private static final int MOST_TRIES = 8;
  private static final int FIRST_WAIT_MS = 4;
  private static final int LONGEST_WAIT_MS = 100;

  /** 2 to the 32nd, divided by it: multiples of it are far apart. */
  private static final int GOLDEN_RATIO = 0x9e3779b9;

  /** For a request about that stream, which is to be decided for the first time. */
  public static Backoff of(StreamId id, Delay delay) {
    return new Backoff(id.hashCode(), 0, delay);
  }

  /** Runs {@code again} after a while, told of one try more; fails where there were too many. */
  public <T> CompletionStage<T> retry(Function<Backoff, CompletionStage<T>> again) {
    if (tries + 1 >= MOST_TRIES) {
      var message =
          "the viewer's streams changed %d times while a change was decided".formatted(MOST_TRIES);
      // a try whose answer was lost may have been made
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

  /** How long to wait now; says nothing of how long the next wait is. */
  int waitMs() {
    var longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS << tries);
    return Math.floorMod(mixed(seed + tries * GOLDEN_RATIO), longest);
  }

  /**
   * MurmurHash3's last step: every bit of the result hangs on all of {@code bits}. The remainder of
   * a plain hash hangs on its lowest bits, so that some requests would hardly wait at any try.
   */
  private static int mixed(int bits) {
    var mixed = bits;
    mixed = (mixed ^ mixed >>> 16) * 0x85ebca6b;
    mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
    return mixed ^ mixed >>> 16;
  }
}
