package io.streamgate.store.dynamodb.table;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.shared.Priority;
import java.util.concurrent.CompletionStage;

/** Whether this node knows the time, which it learns from the table's responses. */
public final class NodeTime {

  private final Table table;

  /** Whether the table was asked: it may not say the time. */
  private volatile boolean isAsked;

  /** For the calls of one store. */
  public NodeTime(Table table) {
    this.table = table;
  }

  /**
   * Completes once this node knows the time: at the first call, the table is asked for it. Fails if
   * this node's clock turns out to be off, because the caller read the time before that was known.
   */
  public CompletionStage<Void> known() {
    return isAsked || table.clock().hasObserved()
        ? completedStage(null)
        : table.ping(Priority.URGENT).thenAccept(_ -> requireClock());
  }

  private void requireClock() {
    isAsked = true;
    if (table.clock().isOff()) {
      throw StoreUnavailable.rejected("this node's clock is wrong; try again");
    }
  }
}
