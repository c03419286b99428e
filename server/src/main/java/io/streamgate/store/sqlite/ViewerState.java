package io.streamgate.store.sqlite;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.Footprint;
import io.streamgate.store.sqlite.journal.operator.ViewerMark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future.State;

/** The state of one viewer in memory. Immutable; replaced under the lock of the viewer's entry. */
final class ViewerState {

  private static final CompletableFuture<Void> COMMITTED = CompletableFuture.completedFuture(null);

  static final ViewerState EMPTY =
      new ViewerState(LeaseSet.EMPTY, 0, new long[0], COMMITTED, COMMITTED, Long.MAX_VALUE);

  private static final long MARK = 1;

  final LeaseSet set;

  /** The estimated size of the set in memory. */
  final long bytes;

  /** Per member, in order: its row's seq, and in the lowest bit whether it is marked as lapsed. */
  private final long[] rows;

  /** The commit of the last change queued for this viewer. */
  final CompletableFuture<Void> pending;

  /** The commit of the last change that revived a member whose row was marked. */
  final CompletableFuture<Void> revival;

  /** The earliest expiry bucket that lists this viewer, in milliseconds. */
  final long dueMs;

  ViewerState(
      LeaseSet set,
      long bytes,
      long[] rows,
      CompletableFuture<Void> pending,
      CompletableFuture<Void> revival,
      long dueMs) {
    this.set = set;
    this.bytes = bytes;
    this.rows = rows;
    this.pending = settled(pending);
    this.revival = settled(revival);
    this.dueMs = dueMs;
  }

  static long row(long seq) {
    return seq << 1;
  }

  static long marked(long row) {
    return row | MARK;
  }

  static long unmarked(long row) {
    return row & ~MARK;
  }

  static boolean isMarked(long row) {
    return (row & MARK) != 0;
  }

  static long seq(long row) {
    return row >> 1;
  }

  long rowOf(int index) {
    return rows[index];
  }

  /** Replaces a successful commit by one shared future, so a million viewers keep none. */
  private static CompletableFuture<Void> settled(CompletableFuture<Void> commit) {
    return commit.state() == State.SUCCESS ? COMMITTED : commit;
  }

  ViewerState dueAt(long newDueMs) {
    return new ViewerState(set, bytes, rows, pending, revival, newDueMs);
  }

  /** How many members are marked as lapsed. */
  int lapsed() {
    var marked = 0;
    for (var row : rows) {
      if (isMarked(row)) {
        marked++;
      }
    }
    return marked;
  }

  /** This state with a renewed member, which has the same size. */
  ViewerState renewed(LeaseSet next) {
    return new ViewerState(next, bytes, rows, pending, revival, dueMs);
  }

  /** This state plus a member loaded from disk. */
  ViewerState with(ViewerId viewer, Member member, long row) {
    var members = new ArrayList<>(set.members());
    var at = 0;
    while (at < members.size() && members.get(at).id().compareTo(member.id()) < 0) {
      at++;
    }
    members.add(at, member);
    var next = new long[members.size()];
    System.arraycopy(rows, 0, next, 0, at);
    next[at] = row;
    System.arraycopy(rows, at, next, at + 1, rows.length - at);
    return with(viewer, new LeaseSet(members, set.recent(), set.override()), next);
  }

  /** This state plus a recently ended stream loaded from disk. */
  ViewerState with(ViewerId viewer, Ended stream) {
    var recent = new ArrayList<>(set.recent());
    recent.add(stream);
    return with(viewer, new LeaseSet(set.members(), recent, set.override()), rows);
  }

  /** This state plus an override loaded from disk. */
  ViewerState with(ViewerId viewer, ViewerOverride override) {
    return with(viewer, new LeaseSet(set.members(), set.recent(), override), rows);
  }

  /** This state with a set that has the same members. */
  ViewerState with(ViewerId viewer, LeaseSet next) {
    return with(viewer, next, rows);
  }

  private ViewerState with(ViewerId viewer, LeaseSet next, long[] nextRows) {
    var size = Footprint.of(viewer, next);
    return new ViewerState(next, size, nextRows, pending, revival, dueMs);
  }

  /** Whether the viewer's entry can be removed. */
  boolean isEmpty() {
    return set.isEmpty() && pending.state() == State.SUCCESS;
  }

  /** Whether a heartbeat of this stream must change its row. */
  boolean isOnRecordAsLapsed(StreamId id, Instant now) {
    var members = set.members();
    for (var i = 0; i < members.size(); i++) {
      if (members.get(i).id().equals(id)) {
        return isMarked(rows[i]) || members.get(i).isOverAt(now);
      }
    }
    return false;
  }

  /** When upkeep must next look at this viewer, in milliseconds. */
  long nextDueMs() {
    var due = Long.MAX_VALUE;
    var members = set.members();
    for (var i = 0; i < members.size(); i++) {
      var expiresAt = members.get(i).expiresAt();
      var at = isMarked(rows[i]) ? expiresAt.plus(Member.REVIVABLE_FOR) : expiresAt;
      due = Math.min(due, at.toEpochMilli());
    }
    if (!set.recent().isEmpty()) {
      var forgottenAt = set.recent().getFirst().ending().at().plus(Ended.KEY_REMEMBERED_FOR);
      due = Math.min(due, forgottenAt.toEpochMilli());
    }
    var override = set.override();
    if (override != null) {
      due = Math.min(due, override.until().toEpochMilli());
    }
    // an empty state only waits for its last commit; the next pass can remove it
    return set.isEmpty() ? Long.MIN_VALUE : due;
  }

  /**
   * What the disk still knows of viewers that were erased just before a restart: ids of streams,
   * each under a mark of its viewer. They become part of the viewer's set when the viewer calls,
   * and are forgotten together when their keys are. Filled before it is shared.
   */
  static final class ErasedViewers {

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
}
