package io.streamgate.store.dynamodb;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.lease.Intervention;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.OperatorDecision.Erased;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Termination;
import io.streamgate.store.dynamodb.item.ErasedItem;
import io.streamgate.store.dynamodb.item.ViewerItem;
import io.streamgate.store.dynamodb.table.Partition;
import io.streamgate.store.dynamodb.table.Table.Condition;
import io.streamgate.store.shared.Backoff;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One call of a viewer's erasure.
 *
 * <p>First the live item is replaced by an {@link ErasedItem}: its streams end, and no node finds
 * anything in it that it would write to history. Then all other rows are deleted. A request that
 * another node sent before may still write a row for as long as it is under way. So the erasure is
 * complete only with a call that finds no row and an item that was erased {@link
 * Ended#KEY_REMEMBERED_FOR} ago. That call deletes the item too.
 *
 * <p>A call that finds a row replaces the item once more, and so begins that time anew.
 */
record ErasureOperation(Collaborators parts, Partition partition, Termination by, Instant now) {

  private static final Erased COMPLETE = new Erased(List.of(), LeaseSet.EMPTY, true);

  ErasureOperation(Collaborators parts, ViewerId viewer, Termination by, Instant now) {
    this(parts, new Partition(parts.table(), viewer), by, now);
  }

  CompletionStage<Erased> erase() {
    var backoff = new Backoff(partition.viewer().hashCode(), 0, parts.delay());
    return partition.live().thenCompose(item -> erase(item, backoff));
  }

  private CompletionStage<Erased> erase(Map<String, AttributeValue> item, Backoff backoff) {
    if (!item.isEmpty() && ErasedItem.erasedAt(item).isEmpty()) {
      return replace(item, () -> partition.deleteRows().thenApply(_ -> incomplete(item)), backoff);
    }
    return partition
        .deleteRows()
        .thenCompose(
            hadRows ->
                hadRows
                    ? replace(item, () -> completedStage(incomplete(item)), backoff)
                    : complete(item, backoff));
  }

  /** Replaces the live item; if it has changed, the call begins again. */
  private CompletionStage<Erased> replace(
      Map<String, AttributeValue> item, Supplier<CompletionStage<Erased>> then, Backoff backoff) {
    var read = ViewerItem.of(item);
    var left = ErasedItem.inPlaceOf(read, partition.viewer(), decision(read).all(), by, now);
    return partition
        .replaceLive(left, read.version())
        .thenCompose(
            condition ->
                switch (condition) {
                  case MET -> then.get();
                  case UNMET -> again(backoff);
                  // the first attempt may have been applied
                  case UNMET_WHEN_REPEATED ->
                      partition
                          .live()
                          .thenCompose(found -> found.equals(left) ? then.get() : again(backoff));
                });
  }

  private CompletionStage<Erased> again(Backoff backoff) {
    return backoff.retry(next -> partition.live().thenCompose(found -> erase(found, next)));
  }

  private CompletionStage<Erased> complete(Map<String, AttributeValue> item, Backoff backoff) {
    if (item.isEmpty()) {
      return completedStage(COMPLETE);
    }
    var read = ViewerItem.of(item);
    if (!isPast(item) || !decision(read).isComplete()) {
      return completedStage(incomplete(item));
    }
    return partition
        .deleteLive(read.version())
        .thenCompose(
            condition -> condition == Condition.MET ? completedStage(COMPLETE) : again(backoff));
  }

  /** Whether whatever was under way when the item was erased has arrived by now. */
  private boolean isPast(Map<String, AttributeValue> item) {
    return ErasedItem.erasedAt(item)
        .filter(at -> !now.isBefore(at.plus(Ended.KEY_REMEMBERED_FOR)))
        .isPresent();
  }

  private Erased incomplete(Map<String, AttributeValue> item) {
    var decision = decision(ViewerItem.of(item));
    return new Erased(decision.all(), decision.next(), false);
  }

  private Erased decision(ViewerItem read) {
    return new Intervention(read.set(), by, now).erase();
  }
}
