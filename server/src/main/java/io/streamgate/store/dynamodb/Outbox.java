package io.streamgate.store.dynamodb;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.dynamodb.item.CompareAndSwap;
import io.streamgate.store.dynamodb.item.RowKeys;
import io.streamgate.store.dynamodb.item.Updates;
import io.streamgate.store.dynamodb.item.ViewerItem;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.dynamodb.table.UpdateOutcome;
import io.streamgate.store.shared.InFlight;
import io.streamgate.store.shared.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Moves what has ended from a viewer's item to history, after the answer. The node that ended a
 * stream does so; where it did not within a minute, whoever sees the item. Each step can be
 * repeated, so that a node may die at any point of it, and two may do it at once.
 */
final class Outbox {

  /** Items that may be settled at once; what is beyond is left to whoever sees the item next. */
  private static final int MOST_AT_ONCE = 256;

  private final Table table;
  private final LargeDetails largeDetails;
  private final Updates updates;
  private final InFlight inFlight;
  private final Duration retention;
  private final AtomicInteger running = new AtomicInteger();
  private final LongAdder expired = new LongAdder();

  Outbox(
      Table table,
      LargeDetails largeDetails,
      Updates updates,
      InFlight inFlight,
      Duration retention) {
    this.table = table;
    this.largeDetails = largeDetails;
    this.updates = updates;
    this.inFlight = inFlight;
    this.retention = retention;
  }

  /**
   * Sets off what is to be done about an item, and returns at once.
   *
   * @param item as it is after the node's own change
   * @param own the streams that this change ended
   */
  void settle(ViewerId viewer, ViewerItem item, List<StreamId> own, Instant now) {
    var due = item.due(own, now);
    var isOver = item.hasMembersOverAt(now);
    if ((due.isEmpty() && !isOver) || running.get() >= MOST_AT_ONCE) {
      return;
    }
    running.incrementAndGet();
    inFlight.begin();
    var work = isOver ? expireAndWrite(viewer, item, own, now) : write(viewer, item, due, now);
    // what fails is found overdue by whoever sees the item next
    work.whenComplete(
        (_, _) -> {
          running.decrementAndGet();
          inFlight.end();
        });
  }

  private CompletionStage<Void> expireAndWrite(
      ViewerId viewer, ViewerItem item, List<StreamId> own, Instant now) {
    return expire(viewer, item, now)
        .thenCompose(
            outcome ->
                switch (outcome) {
                  case UpdateOutcome.Applied(var after) ->
                      write(viewer, after, after.due(own, now), now);
                  // somebody else has the item in hand
                  case UpdateOutcome.Unmet _ -> completedStage(null);
                });
  }

  /** Ends the members that time has ended: they are in the outbox from then on. */
  CompletionStage<UpdateOutcome> expire(ViewerId viewer, ViewerItem item, Instant now) {
    var swept = item.set().sweptAt(now);
    return table
        .update(viewer, CompareAndSwap.ending(item, swept.next(), swept.ended()), Priority.NORMAL)
        .thenApply(
            outcome -> {
              if (outcome instanceof UpdateOutcome.Applied) {
                expired.add(swept.ended().size());
              }
              return outcome;
            });
  }

  /** How many members were found ended by time since this was asked last. */
  int expired() {
    return Math.toIntExact(expired.sumThenReset());
  }

  private CompletionStage<Void> write(
      ViewerId viewer, ViewerItem item, List<Ended> due, Instant now) {
    CompletionStage<Void> rows = completedStage(null);
    for (var ended : due) {
      rows = rows.thenCombine(write(viewer, item, ended, now), (_, _) -> null);
    }
    return rows.thenCompose(
            _ -> table.update(viewer, updates.settle(item, due, now), Priority.NORMAL))
        .thenCompose(
            outcome ->
                switch (outcome) {
                  case UpdateOutcome.Applied _ -> forgetDetails(viewer, due);
                  // somebody else has: what is in the item still refers to them
                  case UpdateOutcome.Unmet _ -> completedStage(null);
                });
  }

  /**
   * Writes a stream's row in history, unless another node has: that one may have removed the large
   * details since, and this one would find none. Fails for a stream that lost its slot so soon that
   * the node which admitted it has still to write them: the row is never written again, so that it
   * waits.
   */
  CompletionStage<Void> write(ViewerId viewer, ViewerItem item, Ended ended, Instant now) {
    var kept = item.kept(ended.id());
    return largeDetails
        .whole(viewer, ended)
        .thenCompose(
            whole ->
                LargeDetails.areMissing(ended, whole) && !ViewerItem.isOverdue(ended, now)
                    ? failedStage(StoreUnavailable.rejected("its details are not written yet"))
                    : table.putIfAbsent(
                        RowKeys.historyRow(viewer, whole, kept, retention), Priority.NORMAL));
  }

  private CompletionStage<Void> forgetDetails(ViewerId viewer, List<Ended> written) {
    CompletionStage<Void> all = completedStage(null);
    for (var ended : written) {
      var forgotten = largeDetails.forget(viewer, ended.id(), ended.details());
      all = all.thenCombine(forgotten, (_, _) -> null);
    }
    return all;
  }
}
