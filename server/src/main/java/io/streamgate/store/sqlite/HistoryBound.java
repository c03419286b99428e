package io.streamgate.store.sqlite;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.sqlite.journal.Journal.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides when the oldest streams of a viewer's history are deleted. To find them, the database
 * reads as many entries of an index as are kept, which would cost more than the end of the stream
 * itself. So a viewer's history is trimmed once several streams were added to it, and when it is
 * not known how many were. Confined to the writer's thread.
 */
final class HistoryBound {

  /** For how many viewers the streams since their last trim are counted: about 1 MB. */
  private static final int VIEWERS = 10_000;

  private static final int LARGEST_STEP = 64;

  /** How many streams more than were added a trim deletes, after the bound was lowered. */
  private static final int CATCH_UP = 64;

  private final int keep;

  /** How many streams are added to a viewer's history before it is trimmed again. */
  private final int step;

  /** How many were added since it was trimmed. */
  private final Map<ViewerId, Integer> added =
      new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ViewerId, Integer> eldest) {
          return size() > VIEWERS;
        }
      };

  /** A bound of {@code keep} streams; before the next trim, up to a sixteenth more, at most 63. */
  HistoryBound(int keep) {
    this.keep = keep;
    this.step = Math.clamp(keep / 16, 1, LARGEST_STEP);
  }

  /** What to delete in a commit that adds so many streams to the histories of these viewers. */
  List<Change> trims(Map<ViewerId, Integer> remembered) {
    var trims = new ArrayList<Change>();
    if (keep == Integer.MAX_VALUE) {
      return trims;
    }
    remembered.forEach(
        (viewer, count) -> {
          var sinceTrim = added.getOrDefault(viewer, 0) + count;
          var isDue = sinceTrim >= step || !added.containsKey(viewer);
          if (isDue) {
            trims.add(new Change.Trim(viewer, keep, sinceTrim + CATCH_UP));
          }
          added.put(viewer, isDue ? 0 : sinceTrim);
        });
    return trims;
  }

  /** Forgets all viewers, because a commit failed: they are trimmed with their next stream. */
  void clear() {
    added.clear();
  }
}
