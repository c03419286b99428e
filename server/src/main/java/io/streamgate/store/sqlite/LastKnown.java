package io.streamgate.store.sqlite;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.sqlite.WriteQueue.Scrub;
import io.streamgate.store.sqlite.WriteQueue.Work;
import io.streamgate.store.sqlite.WriteQueue.Write;
import io.streamgate.store.sqlite.journal.Journal.Change;
import io.streamgate.store.sqlite.journal.Journal.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a generation knew when it was shut, for the one that is loaded next: the leases of members
 * are not on disk.
 *
 * @param lost the members that failed work would have ended
 */
record LastKnown(Generation old, Map<StreamId, Member> lost) {

  /** Fails this work, and everything queued in {@code generation}, which is shut. */
  static LastKnown failing(
      Generation generation, List<? extends Work> failed, StoreUnavailable why) {
    var all = new ArrayList<Work>(failed);
    all.addAll(generation.queue.drain(Integer.MAX_VALUE));
    var lost = new HashMap<StreamId, Member>();
    for (var each : all) {
      switch (each) {
        case Write write -> {
          for (var change : write.changes()) {
            if (change instanceof Change.Remember(_, var stream)) {
              lost.put(stream.id(), stream.last());
            }
          }
          generation.queue.giveBackPlaceOf(write);
          write.committed().completeExceptionally(why);
        }
        case Scrub scrub -> scrub.done().completeExceptionally(why);
        case UpkeepPass pass -> pass.fail(why);
      }
    }
    return new LastKnown(generation, lost);
  }

  /** Membership, overrides and details as on disk, expiry and playback as in memory. */
  Row with(Row row) {
    return switch (row) {
      case Row.Live(var seq, var viewer, var member, var marked) -> {
        var id = member.id();
        var known = old.lastKnown(viewer, id).orElseGet(() -> lost.getOrDefault(id, member));
        var restored = known.with(member.details());
        yield new Row.Live(seq, viewer, restored, marked);
      }
      case Row.Past _, Row.Overridden _, Row.Erased _ -> row;
    };
  }
}
