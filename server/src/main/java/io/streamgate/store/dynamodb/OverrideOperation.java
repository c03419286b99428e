package io.streamgate.store.dynamodb;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.store.dynamodb.item.CompareAndSwap;
import io.streamgate.store.dynamodb.item.ViewerItem;
import io.streamgate.store.dynamodb.table.UpdateOutcome;
import io.streamgate.store.shared.Backoff;
import io.streamgate.store.shared.Priority;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Sets or removes a viewer's override: a read, then a compare-and-swap, repeatedly until the item
 * has the override. It adds 1 to the version, so that a start which was decided before it is
 * decided again. The version also keeps a request that arrives late from undoing a newer override;
 * an update without a condition could not be repeated safely.
 *
 * @param override the override to set; null to remove any
 */
record OverrideOperation(
    Collaborators parts, ViewerId viewer, @Nullable ViewerOverride override, Instant now) {

  /** Sets or removes the override, and returns the item afterwards. */
  CompletionStage<ViewerItem> set() {
    var backoff = new Backoff(viewer.hashCode(), 0, parts.delay());
    return parts.read(viewer, Priority.NORMAL, now).thenCompose(item -> override(item, backoff));
  }

  /** The item may have the override already: an update that was sent twice may have succeeded. */
  private CompletionStage<ViewerItem> override(ViewerItem read, Backoff backoff) {
    if (read.hasOverride(override)) {
      return completedStage(read);
    }
    var next = read.set().overridden(override).next().override();
    var swap = CompareAndSwap.overriding(read, next, parts.retention(), now);
    return parts
        .update(viewer, swap, Priority.NORMAL, now)
        .thenCompose(
            outcome ->
                switch (outcome) {
                  case UpdateOutcome.Applied(var item) -> completedStage(item);
                  case UpdateOutcome.Unmet(var item, _) when item.hasOverride(override) ->
                      completedStage(item);
                  case UpdateOutcome.Unmet(var item, _) ->
                      backoff.retry(again -> override(item, again));
                });
  }
}
