package io.streamgate.store.sqlite;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.sqlite.WriteQueue.Work;
import io.streamgate.store.sqlite.WriteQueue.Write;
import io.streamgate.store.sqlite.journal.Journal.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The work of one commit. */
record Batch(List<Work> work) {

  Batch {
    work = List.copyOf(work);
  }

  /**
   * The changes of all writes, in their order. History never grows beyond {@code historyPerViewer}
   * for a viewer: a commit that adds to it also removes the viewer's oldest streams.
   */
  List<Change> changes(int historyPerViewer) {
    var changes = new ArrayList<Change>();
    var remembered = new LinkedHashSet<ViewerId>();
    for (var each : work) {
      if (each instanceof Write write) {
        for (var change : write.changes()) {
          changes.add(change);
          if (change instanceof Change.Remember(var viewer, _)) {
            remembered.add(viewer);
          }
        }
      }
    }
    if (historyPerViewer < Integer.MAX_VALUE) {
      remembered.forEach(viewer -> changes.add(new Change.Trim(viewer, historyPerViewer)));
    }
    return changes;
  }

  /** The time of the latest decision, or {@code before} if that is later. */
  Instant latest(Instant before) {
    var latest = before;
    for (var each : work) {
      if (each instanceof Write write && write.now().isAfter(latest)) {
        latest = write.now();
      }
    }
    return latest;
  }
}
