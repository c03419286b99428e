package io.streamgate.store.sqlite;

import io.streamgate.lease.Decision;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.StoreHealth.Census;
import io.streamgate.store.sqlite.UpkeepPass.ExpiryBuckets;
import io.streamgate.store.sqlite.WriteQueue.Place;
import io.streamgate.store.sqlite.WriteQueue.Write;
import io.streamgate.store.sqlite.WriteQueue.WriteKind;
import io.streamgate.store.sqlite.journal.Journal.Row;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The members in memory and the queue of what the disk does not have yet, which live and die
 * together: after a failed commit nobody knows which of the queue's changes the disk has, so the
 * whole is shut and another one is made of what the disk says.
 *
 * <p>A call decides under the lock of its viewer's entry, and queues its changes under it too: so
 * the queue has one viewer's changes in the order of the decisions. Whether the queue is shut is
 * looked at under that lock as well: from the moment a reader has held it after the shutting,
 * nothing about that viewer changes any more.
 */
final class Generation {

  private final ConcurrentHashMap<ViewerId, ViewerState> viewers = new ConcurrentHashMap<>();
  private final ExpiryBuckets buckets = new ExpiryBuckets();
  private final LongAdder members = new LongAdder();
  private final AtomicLong lastSeq = new AtomicLong();
  private final WriteQueue queue;

  Generation(int queueSize) {
    this.queue = new WriteQueue(queueSize);
  }

  WriteQueue queue() {
    return queue;
  }

  Census.Counted census() {
    return new Census.Counted(members.sum(), viewers.mappingCount(), queue.waiting());
  }

  /** The viewer's set. Needs no place, and no lock: what is held of a viewer is a value. */
  Outcome<LeaseSet> read(ViewerId viewer) {
    if (queue.isShut()) {
      return new Outcome.Untouched<>(queue.refusesBecause());
    }
    var held = viewers.getOrDefault(viewer, ViewerState.NOTHING);
    return new Outcome.Decided<>(held.set, held.pending);
  }

  /** What the kernel is asked about a viewer, and at what time. */
  record Question<D extends Decision>(
      ViewerId viewer, WriteKind kind, Function<LeaseSet, D> kernel, Instant now) {}

  /** Decides a start, an amendment or an end. */
  <D extends Decision> Outcome<D> decide(Question<D> question) {
    var answer = new AtomicReference<Outcome<D>>(new Outcome.Untouched<>("undecided"));
    underLock(question.viewer(), held -> decided(question, held, answer));
    return answer.get();
  }

  /**
   * Decides a heartbeat, whose answer waits for a commit only where a mark has to go. One that is
   * sure to write nothing needs no place: players stay alive while the queue is full.
   */
  Outcome<StreamDecision.OfRenewal> renew(
      ViewerId viewer,
      StreamId id,
      Function<LeaseSet, StreamDecision.OfRenewal> kernel,
      Instant now) {
    var answer =
        new AtomicReference<Outcome<StreamDecision.OfRenewal>>(
            new Outcome.Untouched<>("undecided"));
    underLock(
        viewer,
        held -> {
          if (queue.isShut() || held.isOnRecordAsLapsed(id, now)) {
            return decided(new Question<>(viewer, WriteKind.OTHER, kernel, now), held, answer);
          }
          var decision = kernel.apply(held.set);
          var commit =
              switch (decision) {
                case StreamDecision.Kept _ -> held.revival;
                case StreamDecision.NotMember _ -> held.pending;
              };
          answer.set(new Outcome.Decided<>(decision, commit));
          // what it told of its playback stays in memory
          return held.renewed(decision.after(held.set));
        });
    return answer.get();
  }

  private <D extends Decision> ViewerState decided(
      Question<D> question, ViewerState held, AtomicReference<Outcome<D>> answer) {
    if (queue.isShut()) {
      answer.set(new Outcome.Untouched<>(queue.refusesBecause()));
      return held;
    }
    if (!queue.takePlace(question.kind())) {
      answer.set(new Outcome.Untouched<>("too many changes wait for the disk"));
      return held;
    }
    var queued = false;
    try {
      var swept = held.set.sweptAt(question.now());
      var decision = question.kernel().apply(swept.next());
      var transition =
          new Transition(question.viewer(), held, decision.after(swept.next()), this::nextSeq)
              .rows()
              .ended(swept.ended())
              .ended(decision.ended());
      if (!transition.writes()) {
        answer.set(new Outcome.Decided<>(decision, held.pending));
        return transition.unwritten();
      }
      var commit = new CompletableFuture<Void>();
      queued = queue.offer(new Write(transition.changes(), question.now(), Place.TAKEN, commit));
      if (!queued) {
        answer.set(new Outcome.Untouched<>(queue.refusesBecause()));
        return held;
      }
      answer.set(new Outcome.Decided<>(decision, commit));
      return transition.written(commit);
    } finally {
      if (!queued) {
        queue.giveBackPlace();
      }
    }
  }

  /** Puts on record what time has changed for a viewer by {@code now}, and counts it. */
  void recordTime(ViewerId viewer, Instant now, UpkeepPass.Counts tally) {
    underLock(
        viewer,
        held -> {
          if (ExpiryBuckets.of(held.dueMs) > ExpiryBuckets.of(now.toEpochMilli())) {
            return held; // it has been here before
          }
          var swept = held.set.sweptAt(now);
          var transition =
              new Transition(viewer, held, swept.next(), this::nextSeq)
                  .rows()
                  .ended(swept.ended())
                  .lapsed(now);
          if (!transition.writes()) {
            return transition.unwritten().dueAt(Long.MAX_VALUE);
          }
          var commit = new CompletableFuture<Void>();
          if (!queue.offer(new Write(transition.changes(), now, Place.NONE, commit))) {
            return held;
          }
          tally.add(transition.changes().size(), swept.ended().size());
          return transition.written(commit).dueAt(Long.MAX_VALUE);
        });
  }

  ExpiryBuckets buckets() {
    return buckets;
  }

  /** Replaces what is held of a viewer, and keeps the census and the buckets true to it. */
  private void underLock(ViewerId viewer, UnaryOperator<ViewerState> step) {
    viewers.compute(
        viewer,
        (_, present) -> {
          var before = present == null ? ViewerState.NOTHING : present;
          var after = step.apply(before);
          members.add(after.set.members().size() - before.set.members().size());
          if (after.isNothing()) {
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

  private long nextSeq() {
    return lastSeq.incrementAndGet();
  }

  /** Takes over what the disk holds. Called before anybody else has this generation. */
  void add(Row row) {
    switch (row) {
      case Row.Live(var seq, var viewer, var member, var marked) -> {
        lastSeq.accumulateAndGet(seq, Math::max);
        var key = marked ? ViewerState.marked(ViewerState.row(seq)) : ViewerState.row(seq);
        underLock(viewer, held -> held.with(member, key));
      }
      case Row.Past(var viewer, var stream) -> underLock(viewer, held -> held.with(stream));
    }
  }

  /**
   * A member as this generation last had it. After the queue was shut that is final: the entry's
   * lock waits for a heartbeat that is being decided.
   */
  Optional<Member> lastKnown(ViewerId viewer, StreamId id) {
    var set = new AtomicReference<>(LeaseSet.EMPTY);
    viewers.computeIfPresent(
        viewer,
        (_, held) -> {
          set.set(held.set);
          return held;
        });
    return set.get().members().stream().filter(m -> m.id().equals(id)).findFirst();
  }
}
