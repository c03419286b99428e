package io.streamgate.store.sqlite;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.sqlite.WriteQueue.Scrub;
import io.streamgate.store.sqlite.WriteQueue.Work;
import io.streamgate.store.sqlite.WriteQueue.Write;
import io.streamgate.store.sqlite.journal.Journal.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The work of one commit. */
record Batch(List<Work> work) {

  Batch {
    work = List.copyOf(work);
  }

  /** The changes of all writes, in their order, and then what {@code bound} deletes. */
  List<Change> changes(HistoryBound bound) {
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
    changes.addAll(bound.trims(remembered));
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

  /** What waits until deleted rows have left the log as well. */
  List<Scrub> scrubs() {
    return work.stream().filter(Scrub.class::isInstance).map(Scrub.class::cast).toList();
  }
}
