package io.streamgate.store.dynamodb;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.dynamodb.item.ViewerItem;
import io.streamgate.store.shared.Priority;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * Writes leases as they are judged, if a clock that was ahead has written them. Otherwise each
 * start would judge them anew, and the viewer would be refused for as long as that clock was ahead.
 */
record FutureLeases(Collaborators parts, ViewerId viewer, Instant now) {

  CompletionStage<Void> corrected(ViewerItem item) {
    CompletionStage<Void> corrected = completedStage(null);
    for (var judged : item.members()) {
      if (item.isFromTheFuture(judged.id())) {
        // if its condition fails, a heartbeat has replaced the lease
        var correction = parts.updates().correct(item, judged);
        corrected =
            corrected.thenCombine(
                parts.update(viewer, correction, Priority.NORMAL, now), (_, _) -> null);
      }
    }
    return corrected;
  }
}
