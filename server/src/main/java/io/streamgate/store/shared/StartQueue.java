package io.streamgate.store.shared;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets a viewer's starts on this node go one after the other. The store would sort out a crowd as
 * well, but at the cost of a call for each collision. It orders nothing that the count rests on:
 * other nodes have queues of their own.
 */
public final class StartQueue {

  /** Starts of one viewer that may be under way or wait. */
  private static final int LONGEST = 64;

  /** A viewer's queue: who goes last, and how many there are. */
  private record Line(CompletableFuture<Void> last, int length) {}

  private final long patienceMs;
  private final ConcurrentHashMap<ViewerId, Line> lines = new ConcurrentHashMap<>();

  /**
   * A queue in which nobody waits for longer than {@code patience}: who does is not started any
   * more, for its caller may have given up.
   */
  public StartQueue(Duration patience) {
    this.patienceMs = patience.toMillis();
  }

  /** Runs {@code start} once those before it are answered. */
  public <T> CompletionStage<T> inTurn(ViewerId viewer, Supplier<CompletionStage<T>> start) {
    var done = new CompletableFuture<Void>();
    var before = new CompletableFuture<CompletableFuture<Void>>();
    lines.compute(
        viewer,
        (_, line) -> {
          if (line == null) {
            before.complete(CompletableFuture.completedFuture(null));
            return new Line(done, 1);
          }
          if (line.length() >= LONGEST) {
            before.cancel(false);
            return line;
          }
          before.complete(line.last());
          return new Line(done, line.length() + 1);
        });
    if (before.isCancelled()) {
      return CompletableFuture.failedStage(
          StoreUnavailable.rejected(LONGEST + " starts of this viewer wait already"));
    }
    return before
        .thenCompose(last -> last)
        .orTimeout(patienceMs, TimeUnit.MILLISECONDS)
        .exceptionally(this::tooLong)
        .thenCompose(_ -> start.get())
        .whenComplete(
            (_, _) -> {
              leave(viewer);
              done.complete(null);
            });
  }

  private Void tooLong(Throwable timeout) {
    throw StoreUnavailable.rejected(
        "other starts of this viewer took %d ms and are not over".formatted(patienceMs));
  }

  private void leave(ViewerId viewer) {
    lines.computeIfPresent(
        viewer, (_, line) -> line.length() == 1 ? null : new Line(line.last(), line.length() - 1));
  }
}
