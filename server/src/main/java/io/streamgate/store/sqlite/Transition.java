package io.streamgate.store.sqlite;

import io.streamgate.lease.Decision;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.OperatorDecision;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.Footprint;
import io.streamgate.store.sqlite.journal.Journal.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** The changes on disk that turn one set of a viewer into another. Used under the entry's lock. */
final class Transition {

  private final ViewerId viewer;
  private final ViewerState before;
  private final LeaseSet next;
  private final LongSupplier seqs;
  private final long bytes;
  private final long[] rows;
  private final List<Change> changes = new ArrayList<>(4);
  private int endings;
  private boolean revives;

  Transition(ViewerId viewer, ViewerState before, LeaseSet next, LongSupplier seqs) {
    this.viewer = viewer;
    this.before = before;
    this.next = next;
    this.seqs = seqs;
    this.bytes = next.equals(before.set) ? before.bytes : Footprint.of(viewer, next);
    this.rows = new long[next.members().size()];
  }

  /**
   * Finds the added, removed and changed rows of members and of the override. Both sets are sorted
   * by id.
   */
  Transition rows() {
    var old = before.set.members();
    var i = 0;
    for (var j = 0; j < rows.length; j++) {
      var member = next.members().get(j);
      while (i < old.size() && old.get(i).id().compareTo(member.id()) < 0) {
        changes.add(new Change.Remove(ViewerState.seq(before.rowOf(i++))));
      }
      if (i < old.size() && old.get(i).id().equals(member.id())) {
        rows[j] = kept(before.rowOf(i), old.get(i++), member);
      } else {
        rows[j] = admitted(member);
      }
    }
    while (i < old.size()) {
      changes.add(new Change.Remove(ViewerState.seq(before.rowOf(i++))));
    }
    overridden();
    return this;
  }

  private void overridden() {
    var override = next.override();
    if (override == null) {
      if (before.set.override() != null) {
        changes.add(new Change.RemoveOverride(viewer));
      }
    } else if (!override.equals(before.set.override())) {
      changes.add(new Change.SetOverride(viewer, override));
    }
  }

  private long admitted(Member member) {
    var seq = seqs.getAsLong();
    changes.add(new Change.Admit(seq, viewer, member));
    return ViewerState.row(seq);
  }

  private long kept(long row, Member old, Member member) {
    if (!old.details().equals(member.details()) || !old.playback().equals(member.playback())) {
      changes.add(new Change.Amend(ViewerState.seq(row), member));
    }
    if (ViewerState.isMarked(row) && member.expiresAt().isAfter(old.expiresAt())) {
      changes.add(new Change.Unmark(ViewerState.seq(row)));
      revives = true;
      return ViewerState.unmarked(row);
    }
    return row;
  }

  Transition ended(List<Ended> ended) {
    ended.forEach(stream -> changes.add(new Change.Remember(viewer, stream)));
    endings += ended.size();
    return this;
  }

  /**
   * Adds what a decision puts on disk besides rows of members: the streams that it ended, after
   * those that had expired, or an erasure, which forgets both.
   */
  Transition decided(List<Ended> expired, Decision decision) {
    if (decision instanceof OperatorDecision.Erased(var all, var left, _)) {
      changes.add(new Change.Erase(viewer, left.recent()));
      endings += all.size();
      return this;
    }
    return ended(expired).ended(decision.ended());
  }

  /** How much memory is needed, apart from that for endings, which always get it. */
  long growth() {
    return bytes - before.bytes - (long) endings * Footprint.OF_AN_ENDING;
  }

  /** Marks the members whose lease has run out by {@code now}. */
  Transition lapsed(Instant now) {
    for (var j = 0; j < rows.length; j++) {
      var member = next.members().get(j);
      if (!ViewerState.isMarked(rows[j]) && !member.isLiveAt(now)) {
        changes.add(new Change.Mark(ViewerState.seq(rows[j]), member.expiresAt()));
        rows[j] = ViewerState.marked(rows[j]);
      }
    }
    return this;
  }

  List<Change> changes() {
    return changes;
  }

  /** The viewer's next state if nothing is written. */
  ViewerState unwritten() {
    return new ViewerState(next, bytes, rows, before.pending, before.revival, before.dueMs);
  }

  /** The viewer's next state if the changes are written by {@code commit}. */
  ViewerState written(CompletableFuture<Void> commit) {
    var revival = revives ? commit : before.revival;
    return new ViewerState(next, bytes, rows, commit, revival, before.dueMs);
  }
}
