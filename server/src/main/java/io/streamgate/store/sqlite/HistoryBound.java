package io.streamgate.store.sqlite;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.sqlite.journal.Journal.Change;
import io.streamgate.store.sqlite.journal.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Decides when the oldest streams of a viewer's history are deleted. To find them, the database
 * reads as many entries of an index as are kept, which would cost more than the end of the stream
 * itself. So a stream that is added makes its viewer's history due with a probability, and a
 * history is trimmed about once in a sixteenth of the bound. This needs no count for each viewer,
 * which a restart or a failed commit would make wrong. Confined to the writer's thread.
 */
final class HistoryBound {

  private static final int LARGEST_STEP = 64;

  /**
   * How many streams more than were added a trim deletes: several times what is added between two
   * trims, so that a history returns to its bound, also after the bound was lowered.
   */
  private static final int AT_MOST = 4 * LARGEST_STEP;

  private final int keep;

  /** How many streams are added to a viewer's history, on average, before it is trimmed again. */
  private final int step;

  private final RandomGenerator random;

  /** The bound per viewer. Below 32 it is exact; else, on average, up to 64 more are kept. */
  HistoryBound(Retention retention) {
    this.keep = retention.perViewer();
    this.step = Math.clamp(keep / 16, 1, LARGEST_STEP);
    this.random = retention.chance();
  }

  /** What to delete in a commit that adds so many streams to the histories of these viewers. */
  List<Change> trims(Map<ViewerId, Integer> remembered) {
    var trims = new ArrayList<Change>();
    if (keep == Integer.MAX_VALUE) {
      return trims;
    }
    remembered.forEach(
        (viewer, count) -> {
          if (random.nextInt(step) < count) {
            trims.add(new Change.Trim(viewer, keep, count + AT_MOST));
          }
        });
    return trims;
  }
}
