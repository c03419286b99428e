package io.streamgate.store.dynamodb;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.lease.Intervention;
import io.streamgate.lease.OperatorDecision.Terminated;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Termination;
import io.streamgate.store.dynamodb.item.CompareAndSwap;
import io.streamgate.store.dynamodb.item.ViewerItem;
import io.streamgate.store.dynamodb.table.UpdateOutcome;
import io.streamgate.store.shared.Backoff;
import io.streamgate.store.shared.Priority;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Ends all members of a viewer for an operator: a read, then a compare-and-swap, repeatedly until
 * no start has changed the item in between. So no stream that started before is left.
 */
record EndAllOperation(Collaborators parts, ViewerId viewer, Termination by, Instant now) {

  CompletionStage<Terminated> endAll() {
    var backoff = new Backoff(viewer.hashCode(), 0, parts.delay());
    return parts.read(viewer, Priority.NORMAL, now).thenCompose(item -> endAll(item, backoff));
  }

  private CompletionStage<Terminated> endAll(ViewerItem read, Backoff backoff) {
    var decision = new Intervention(read.set(), by, now).endAll();
    if (decision.all().isEmpty()) {
      parts.outbox().settle(viewer, read, List.of(), now);
      return completedStage(decision);
    }
    var swap = CompareAndSwap.ending(read, decision.next(), decision.all());
    return parts
        .update(viewer, swap, Priority.NORMAL, now)
        .thenCompose(
            outcome ->
                switch (outcome) {
                  case UpdateOutcome.Applied(var item) -> ended(item, decision.all());
                  case UpdateOutcome.Unmet unmet when isMade(unmet, decision.all()) ->
                      ended(unmet.found(), decision.all());
                  case UpdateOutcome.Unmet(var item, _) ->
                      backoff.retry(again -> endAll(item, again));
                });
  }

  /** A swap that was sent twice may have been applied the first time. */
  private static boolean isMade(UpdateOutcome.Unmet unmet, List<Ended> all) {
    return unmet.isRepeated()
        && all.stream()
            .allMatch(
                each ->
                    unmet
                        .found()
                        .ended(each.id())
                        .filter(found -> found.ending().equals(each.ending()))
                        .isPresent());
  }

  /** The streams as the table has them: a heartbeat or a PATCH may have come in between. */
  private CompletionStage<Terminated> ended(ViewerItem item, List<Ended> all) {
    var ids = all.stream().map(Ended::id).toList();
    parts.outbox().settle(viewer, item, ids, now);
    return parts
        .largeDetails()
        .wholeEnded(viewer, ids.stream().flatMap(id -> item.ended(id).stream()).toList())
        .thenApply(whole -> new Terminated(whole, item.set()));
  }
}
