package io.streamgate.store.dynamodb;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Stream;
import io.streamgate.store.dynamodb.item.Updates;
import io.streamgate.store.dynamodb.item.ViewerItem;
import io.streamgate.store.dynamodb.item.expression.ItemUpdate;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.dynamodb.table.UpdateOutcome;
import io.streamgate.store.shared.Delay;
import io.streamgate.store.shared.InFlight;
import io.streamgate.store.shared.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The objects that every operation uses, and its calls for a viewer's live item. */
record Collaborators(
    Table table,
    Updates updates,
    LargeDetails largeDetails,
    History history,
    Outbox outbox,
    Duration retention,
    Delay delay) {

  static Collaborators of(Table table, InFlight inFlight, Duration retention, Delay delay) {
    var updates = new Updates(retention);
    var largeDetails = new LargeDetails(table, retention);
    return new Collaborators(
        table,
        updates,
        largeDetails,
        new History(table, largeDetails, retention),
        new Outbox(table, largeDetails, updates, inFlight, retention),
        retention,
        delay);
  }

  /**
   * Updates a viewer's live item for an operation of {@code now}. The item is judged at this node's
   * time: an operation may have been held up since {@code now}.
   */
  CompletionStage<UpdateOutcome> update(
      ViewerId viewer, ItemUpdate change, Priority priority, Instant now) {
    return table
        .update(viewer, change, priority)
        .thenApply(outcome -> outcome.judgedAt(present(now)));
  }

  /** Reads a viewer's live item, judged in the same way. */
  CompletionStage<ViewerItem> read(ViewerId viewer, Priority priority, Instant now) {
    return table.read(viewer, priority).thenApply(item -> item.judgedAt(present(now)));
  }

  /** Reads a viewer's live item at the time of a caller, and removes an expired override. */
  CompletionStage<ViewerItem> show(ViewerId viewer, Instant now) {
    return read(viewer, Priority.NORMAL, now)
        .thenApply(
            item -> {
              outbox.removeExpiredOverride(viewer, item, now);
              return item;
            });
  }

  /** Finds a member or an ended stream. */
  CompletionStage<Optional<Stream>> find(ViewerId viewer, StreamId id, Instant now) {
    return show(viewer, now).thenCompose(item -> find(viewer, item, id, now));
  }

  private CompletionStage<Optional<Stream>> find(
      ViewerId viewer, ViewerItem item, StreamId id, Instant now) {
    var member = item.member(id).filter(found -> !found.isOverAt(now));
    return member.isPresent()
        ? largeDetails.whole(viewer, member.get()).thenApply(Optional::of)
        : history.find(viewer, item, id, now).thenApply(found -> found.map(e -> e));
  }

  /** The viewer's set in that item, with its members' large details. */
  CompletionStage<LeaseSet> set(ViewerId viewer, ViewerItem item) {
    return largeDetails.whole(viewer, item.members()).thenApply(item::setOf);
  }

  private Instant present(Instant now) {
    var time = table.clock().instant();
    return time.isBefore(now) ? now : time;
  }
}
