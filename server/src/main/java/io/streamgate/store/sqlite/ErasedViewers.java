package io.streamgate.store.sqlite;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.store.sqlite.journal.operator.ViewerMark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the disk still knows of viewers that were erased just before a restart: ids of streams, each
 * under a mark of its viewer. They become part of the viewer's set when the viewer calls, and are
 * forgotten together when their keys are. Filled before it is shared.
 */
final class ErasedViewers {

  /** Replaced by an empty one, and not changed once it is shared. */
  private volatile Map<ViewerMark, List<Ended>> streams = new HashMap<>();

  private Instant lastEnd = Instant.MIN;

  void add(ViewerMark mark, Ended stream) {
    streams.computeIfAbsent(mark, _ -> new ArrayList<>()).add(stream);
    lastEnd = stream.ending().at();
  }

  /** The state of a viewer that is not in memory. */
  ViewerState stateOf(ViewerId viewer) {
    var known = streams;
    if (known.isEmpty()) {
      return ViewerState.EMPTY;
    }
    var left = known.getOrDefault(ViewerMark.of(viewer), List.of());
    return left.isEmpty()
        ? ViewerState.EMPTY
        : ViewerState.EMPTY.with(viewer, new LeaseSet(List.of(), left));
  }

  /** Forgets all once no start can repeat one of them. */
  void forgetAt(Instant now) {
    if (!streams.isEmpty() && !now.isBefore(lastEnd.plus(Ended.KEY_REMEMBERED_FOR))) {
      streams = Map.of();
    }
  }
}
