package io.streamgate.store.sqlite;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.sqlite.WriteQueue.Work;
import io.streamgate.store.sqlite.WriteQueue.Write;
import io.streamgate.store.sqlite.journal.Journal.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The work of one commit. */
record Batch(List<Work> work) {

  /** How many streams more than it adds a commit removes from a viewer's history. */
  private static final int CATCH_UP = 64;

  Batch {
    work = List.copyOf(work);
  }

  /**
   * The changes of all writes, in their order. A commit that adds to a viewer's history also
   * removes the viewer's oldest streams, so that history never grows beyond {@code
   * historyPerViewer}. After the bound was lowered, history shrinks in several commits.
   */
  List<Change> changes(int historyPerViewer) {
    var changes = new ArrayList<Change>();
    var remembered = new LinkedHashMap<ViewerId, Integer>();
    for (var each : work) {
      if (each instanceof Write write) {
        for (var change : write.changes()) {
          changes.add(change);
          if (change instanceof Change.Remember(var viewer, _)) {
            remembered.merge(viewer, 1, Integer::sum);
          }
        }
      }
    }
    if (historyPerViewer < Integer.MAX_VALUE) {
      remembered.forEach(
          (viewer, added) ->
              changes.add(new Change.Trim(viewer, historyPerViewer, added + CATCH_UP)));
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
