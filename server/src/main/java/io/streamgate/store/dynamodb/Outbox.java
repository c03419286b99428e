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
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Moves ended streams from a viewer's item to history, after the answer. The node that ended a
 * stream does this; if it has not within a minute, any node that sees the item does. Each step can
 * be repeated, so a node may crash at any point and two nodes may work at once. Any node that reads
 * an expired override removes it in the same way.
 */
final class Outbox {

  /** How many items this node settles at once; others are left for the next call that sees them. */
  private static final int MAX_AT_ONCE = 256;

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

  /** Starts the work on an item whose change has ended {@code own}, and returns at once. */
  void settle(ViewerId viewer, ViewerItem item, List<StreamId> own, Instant now) {
    removeExpiredOverride(viewer, item, now);
    var due = item.due(own, now);
    if (item.hasMembersOverAt(now)) {
      afterTheAnswer(() -> expireAndWrite(viewer, item, own, now));
    } else if (!due.isEmpty()) {
      afterTheAnswer(() -> write(viewer, item, due, now));
    }
  }

  /** Starts the removal of an override that has expired, if the item has one. */
  void removeExpiredOverride(ViewerId viewer, ViewerItem item, Instant now) {
    if (item.hasExpiredOverride(now)) {
      var removal = updates.removeExpiredOverride(item, now);
      afterTheAnswer(() -> table.update(viewer, removal, Priority.NORMAL));
    }
  }

  /** A failure is left to the next call that sees the item. */
  private void afterTheAnswer(Supplier<CompletionStage<?>> work) {
    if (running.get() >= MAX_AT_ONCE) {
      return;
    }
    running.incrementAndGet();
    inFlight.begin();
    work.get()
        .whenComplete(
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
                  // another node is at work on the item
                  case UpdateOutcome.Unmet _ -> completedStage(null);
                });
  }

  /** Moves expired members to the outbox. */
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

  /** Returns and resets the number of expired members that were recorded. */
  int takeExpired() {
    return Math.toIntExact(expired.sumThenReset());
  }

  private CompletionStage<Void> write(
      ViewerId viewer, ViewerItem item, List<Ended> due, Instant now) {
    return all(due, ended -> write(viewer, item, ended, now))
        .thenCompose(_ -> table.update(viewer, updates.settle(item, due, now), Priority.NORMAL))
        .thenCompose(
            outcome ->
                switch (outcome) {
                  case UpdateOutcome.Applied _ -> forget(viewer, due);
                  // another node has settled, or this one with an answer that was lost
                  case UpdateOutcome.Unmet(var found, _) -> forget(viewer, settled(due, found));
                });
  }

  private static List<Ended> settled(List<Ended> due, ViewerItem found) {
    return due.stream().filter(ended -> found.kept(ended.id()).isEmpty()).toList();
  }

  private CompletionStage<Void> forget(ViewerId viewer, List<Ended> settled) {
    return all(settled, e -> largeDetails.forget(viewer, e.id(), e.details()));
  }

  /**
   * Writes a stream's history row unless it exists: the node that wrote it may have removed the
   * large details since. Fails if the details of a stream that just lost its slot are not written
   * yet: a row is never rewritten, so it must wait for them.
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

  private static CompletionStage<Void> all(
      List<Ended> streams, Function<Ended, CompletionStage<Void>> step) {
    CompletionStage<Void> all = completedStage(null);
    for (var ended : streams) {
      all = all.thenCombine(step.apply(ended), (_, _) -> null);
    }
    return all;
  }
}
