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
 * Runs a viewer's starts on this node one after the other. The store would resolve concurrent
 * starts too, but at the cost of a call per conflict. The count does not depend on this order:
 * other nodes have their own queues.
 */
public final class StartQueue {

  /** How many starts of one viewer may run or wait. */
  private static final int MAX_LENGTH = 64;

  /** A viewer's queue: its last start, and its length. */
  private record Line(CompletableFuture<Void> last, int length) {}

  private final long timeoutMs;
  private final ConcurrentHashMap<ViewerId, Line> lines = new ConcurrentHashMap<>();

  /** A start that waits longer than {@code timeout} fails, since its caller may have given up. */
  public StartQueue(Duration timeout) {
    this.timeoutMs = timeout.toMillis();
  }

  /** Runs {@code start} once the viewer's earlier starts have completed. */
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
          if (line.length() >= MAX_LENGTH) {
            before.cancel(false);
            return line;
          }
          before.complete(line.last());
          return new Line(done, line.length() + 1);
        });
    if (before.isCancelled()) {
      return CompletableFuture.failedStage(
          StoreUnavailable.rejected(MAX_LENGTH + " starts of this viewer are already waiting"));
    }
    return before
        .thenCompose(last -> last)
        .orTimeout(timeoutMs, TimeUnit.MILLISECONDS)
        .exceptionally(
            _ -> {
              throw StoreUnavailable.rejected(
                  "earlier starts of this viewer are still running after %d ms"
                      .formatted(timeoutMs));
            })
        .thenCompose(_ -> start.get())
        .whenComplete(
            (_, _) -> {
              leave(viewer);
              done.complete(null);
            });
  }

  private void leave(ViewerId viewer) {
    lines.computeIfPresent(
        viewer, (_, line) -> line.length() == 1 ? null : new Line(line.last(), line.length() - 1));
  }
}
