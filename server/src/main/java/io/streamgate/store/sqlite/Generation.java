package io.streamgate.store.sqlite;

import io.streamgate.lease.Decision;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.HeapBudget;
import io.streamgate.store.StoreHealth.Census;
import io.streamgate.store.sqlite.UpkeepPass.ExpiryBuckets;
import io.streamgate.store.sqlite.ViewerState.ErasedViewers;
import io.streamgate.store.sqlite.WriteQueue.Place;
import io.streamgate.store.sqlite.WriteQueue.Write;
import io.streamgate.store.sqlite.WriteQueue.WriteKind;
import io.streamgate.store.sqlite.journal.Journal.Change;
import io.streamgate.store.sqlite.journal.Journal.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * All members in memory, and the queue of writes that are not on disk yet. After a failed commit it
 * is unknown which queued changes reached the disk, so the whole generation is shut and a new one
 * is loaded from disk.
 *
 * <p>A call decides, and queues its changes, under the lock of its viewer's entry: so the queue has
 * one viewer's changes in the order of the decisions. Whether the queue is shut is checked under
 * that lock too: a viewer's entry is final once its lock was held after the shutdown.
 */
final class Generation {

  /** A member that moves to history changes a row in each table. */
  private static final int ROWS_OF_A_MEMBER = 2;

  private final ConcurrentHashMap<ViewerId, ViewerState> viewers = new ConcurrentHashMap<>();
  private final LongAdder members = new LongAdder();
  private final LongAdder lapsed = new LongAdder();
  private final AtomicLong lastSeq = new AtomicLong();
  final ExpiryBuckets buckets = new ExpiryBuckets();
  final ErasedViewers erased = new ErasedViewers();
  final WriteQueue queue;
  private final HeapBudget heap;
  private final LongAdder bytes = new LongAdder();

  Generation(int queueSize, HeapBudget heap) {
    this.queue = new WriteQueue(queueSize);
    this.heap = heap;
  }

  /** Gives back the memory of this generation, which is shut and can be collected. */
  void discard() {
    heap.add(-bytes.sumThenReset());
  }

  Census.Counted census() {
    return new Census.Counted(members.sum(), lapsed.sum(), viewers.mappingCount(), queue.waiting());
  }

  /** Reads the viewer's set. Takes neither a place nor a lock: a viewer's state is immutable. */
  Outcome<LeaseSet> read(ViewerId viewer) {
    if (queue.isShut()) {
      return new Outcome.Rejected<>(queue.rejectedBecause());
    }
    var known = viewers.get(viewer);
    var state = known == null ? erased.stateOf(viewer) : known;
    return new Outcome.Decided<>(state.set, state.pending);
  }

  /** The most rows that the passage of time can change for this viewer. */
  int rowsOf(ViewerId viewer) {
    var set = viewers.getOrDefault(viewer, ViewerState.EMPTY).set;
    return ROWS_OF_A_MEMBER * set.members().size() + (set.override() == null ? 0 : 1);
  }

  /** A decision to make about a viewer's set, as of {@code now}. */
  record Question<D extends Decision>(
      ViewerId viewer, WriteKind kind, Function<LeaseSet, D> kernel, Instant now) {}

  /** Decides a start, an amendment or an end. */
  <D extends Decision> Outcome<D> decide(Question<D> question) {
    var answer = new AtomicReference<Outcome<D>>(new Outcome.Rejected<>("undecided"));
    replace(question.viewer(), state -> decided(question, state, answer));
    return answer.get();
  }

  /**
   * Decides a heartbeat. The answer waits for a commit only if the member is on record as lapsed.
   * Any other heartbeat stays in memory and takes no place: it works while the queue is full.
   */
  Outcome<StreamDecision.OfRenewal> renew(
      ViewerId viewer,
      StreamId id,
      Function<LeaseSet, StreamDecision.OfRenewal> kernel,
      Instant now) {
    var answer =
        new AtomicReference<Outcome<StreamDecision.OfRenewal>>(new Outcome.Rejected<>("undecided"));
    replace(
        viewer,
        state -> {
          if (queue.isShut() || state.isOnRecordAsLapsed(id, now)) {
            return decided(new Question<>(viewer, WriteKind.OTHER, kernel, now), state, answer);
          }
          var decision = kernel.apply(state.set);
          var commit =
              switch (decision) {
                case StreamDecision.Kept _ -> state.revival;
                case StreamDecision.NotMember _ -> state.pending;
              };
          answer.set(new Outcome.Decided<>(decision, commit));
          return state.renewed(decision.after(state.set));
        });
    return answer.get();
  }

  private <D extends Decision> ViewerState decided(
      Question<D> question, ViewerState state, AtomicReference<Outcome<D>> answer) {
    if (queue.isShut()) {
      answer.set(new Outcome.Rejected<>(queue.rejectedBecause()));
      return state;
    }
    if (!queue.takePlace(question.kind())) {
      answer.set(new Outcome.Rejected<>("too many changes wait for the disk"));
      return state;
    }
    var queued = false;
    try {
      var swept = state.set.sweptAt(question.now());
      var decision = question.kernel().apply(swept.next());
      var transition =
          new Transition(
                  question.viewer(), state, decision.after(swept.next()), lastSeq::incrementAndGet)
              .rows()
              .decided(swept.ended(), decision);
      if (!heap.allows(transition.growth())) {
        answer.set(new Outcome.Rejected<>(heap.full()));
        return state;
      }
      if (transition.changes().isEmpty()) {
        answer.set(new Outcome.Decided<>(decision, state.pending));
        return transition.unwritten();
      }
      var commit = new CompletableFuture<Void>();
      queued = queue.offer(new Write(transition.changes(), question.now(), Place.TAKEN, commit));
      if (!queued) {
        answer.set(new Outcome.Rejected<>(queue.rejectedBecause()));
        return state;
      }
      answer.set(new Outcome.Decided<>(decision, commit));
      return transition.written(commit);
    } finally {
      if (!queued) {
        queue.giveBackPlace();
      }
    }
  }

  /** Queues a change that concerns no viewer's streams. */
  Outcome<Change> record(Change change, Instant now) {
    if (!queue.takePlace(WriteKind.OTHER)) {
      return new Outcome.Rejected<>("too many changes wait for the disk");
    }
    var commit = new CompletableFuture<Void>();
    if (!queue.offer(new Write(List.of(change), now, Place.TAKEN, commit))) {
      queue.giveBackPlace();
      return new Outcome.Rejected<>(queue.rejectedBecause());
    }
    return new Outcome.Decided<>(change, commit);
  }

  /** Records what has expired for a viewer by {@code now}, and adds it to {@code counts}. */
  void recordTime(ViewerId viewer, Instant now, UpkeepPass.Counts counts) {
    replace(
        viewer,
        state -> {
          if (ExpiryBuckets.of(state.dueMs) > ExpiryBuckets.of(now.toEpochMilli())) {
            return state; // already recorded
          }
          var swept = state.set.sweptAt(now);
          var transition =
              new Transition(viewer, state, swept.next(), lastSeq::incrementAndGet)
                  .rows()
                  .ended(swept.ended())
                  .lapsed(now);
          if (transition.changes().isEmpty()) {
            return transition.unwritten().dueAt(Long.MAX_VALUE);
          }
          var commit = new CompletableFuture<Void>();
          if (!queue.offer(new Write(transition.changes(), now, Place.NONE, commit))) {
            return state;
          }
          counts.add(transition.changes().size(), viewer, swept.ended());
          return transition.written(commit).dueAt(Long.MAX_VALUE);
        });
  }

  /** Replaces a viewer's state, and updates the census and the expiry buckets. */
  private void replace(ViewerId viewer, UnaryOperator<ViewerState> step) {
    viewers.compute(
        viewer,
        (_, present) -> {
          var before = present == null ? ViewerState.EMPTY : present;
          var after = step.apply(present == null ? erased.stateOf(viewer) : present);
          members.add(after.set.members().size() - before.set.members().size());
          lapsed.add(after.lapsed() - before.lapsed());
          var growth = (after.isEmpty() ? 0 : after.bytes) - before.bytes;
          bytes.add(growth);
          heap.add(growth);
          if (after.isEmpty()) {
            return null;
          }
          var dueMs = after.nextDueMs();
          if (ExpiryBuckets.of(dueMs) >= ExpiryBuckets.of(after.dueMs)) {
            return after;
          }
          buckets.add(viewer, dueMs);
          return after.dueAt(dueMs);
        });
  }

  /** Adds a row loaded from disk. Called before this generation is shared. */
  void add(Row row) {
    switch (row) {
      case Row.Live(var seq, var viewer, var member, var marked) -> {
        lastSeq.accumulateAndGet(seq, Math::max);
        var key = marked ? ViewerState.marked(ViewerState.row(seq)) : ViewerState.row(seq);
        replace(viewer, state -> state.with(viewer, member, key));
      }
      case Row.Past(var viewer, var stream) -> replace(viewer, state -> state.with(viewer, stream));
      case Row.Overridden(var viewer, var override) ->
          replace(viewer, state -> state.with(viewer, override));
      case Row.Erased(var mark, var stream) -> erased.add(mark, stream);
    }
  }

  /** A member's last state; final once the queue is shut, since this waits for the entry's lock. */
  Optional<Member> lastKnown(ViewerId viewer, StreamId id) {
    return Optional.ofNullable(viewers.computeIfPresent(viewer, (_, present) -> present))
        .flatMap(last -> last.set.members().stream().filter(m -> m.id().equals(id)).findFirst());
  }
}
