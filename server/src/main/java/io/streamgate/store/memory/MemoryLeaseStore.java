package io.streamgate.store.memory;

import io.streamgate.lease.Amendment;
import io.streamgate.lease.Decision;
import io.streamgate.lease.Ended;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Rules;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.Stream;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.StoreHealth;
import io.streamgate.store.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in this process's memory and loses it with the process. The reference that the
 * other stores are held against, and a store for tests and for trying things out.
 *
 * <p>{@link ConcurrentHashMap#compute} holds the lock of one viewer's entry for the time of one
 * call: that is all the atomicity there is. An entry that holds nothing more is removed.
 */
public final class MemoryLeaseStore implements LeaseStore {

  /** Viewers that one sweep looks at: some milliseconds of work. */
  private static final int SWEPT_AT_ONCE = 10_000;

  private final ConcurrentHashMap<ViewerId, ViewerStreams> viewers = new ConcurrentHashMap<>();
  private final LongAdder members = new LongAdder();
  private final LongAdder seenLately = new LongAdder();
  private final Duration retention;
  private final Object sweeping = new Object();

  /** Where the next sweep goes on. Guarded by {@link #sweeping}. */
  private Iterator<ViewerId> unswept = Collections.emptyIterator();

  private volatile boolean closed;

  /** A store that forgets an ended stream {@code retention} after its end. */
  public MemoryLeaseStore(Duration retention) {
    this.retention = retention;
  }

  @Override
  public CompletionStage<StartDecision> start(
      ViewerId viewer, Start start, Rules rules, Instant now) {
    return answer(viewer, held -> keep(held, held.set.decide(start, rules, now)));
  }

  @Override
  public CompletionStage<StreamDecision.OfRenewal> renew(
      ViewerId viewer, StreamId id, Heartbeat heartbeat, Instant now) {
    return answer(
        viewer,
        held ->
            switch (keep(held, held.set.renew(id, heartbeat, now))) {
              case StreamDecision.Unknown _ -> held.past(id, horizon(now));
              case StreamDecision.OfRenewal known -> known;
            });
  }

  @Override
  public CompletionStage<StreamDecision.OfAmendment> amend(
      ViewerId viewer, StreamId id, Amendment amendment, Instant now) {
    return answer(
        viewer,
        held ->
            switch (keep(held, held.set.amend(id, amendment, now))) {
              case StreamDecision.Unknown _ -> held.past(id, horizon(now));
              case StreamDecision.OfAmendment known -> known;
            });
  }

  @Override
  public CompletionStage<StreamDecision.OfEnd> end(ViewerId viewer, StreamId id, Instant now) {
    return answer(
        viewer,
        held ->
            switch (keep(held, held.set.end(id, now))) {
              case StreamDecision.Unknown _ -> held.past(id, horizon(now));
              case StreamDecision.OfEnd known -> known;
            });
  }

  @Override
  public CompletionStage<LeaseSet> read(ViewerId viewer) {
    return answer(viewer, held -> held.set);
  }

  @Override
  public CompletionStage<Optional<Stream>> find(ViewerId viewer, StreamId id, Instant now) {
    return answer(viewer, held -> held.set.find(id, now).or(() -> held.ended(id, horizon(now))));
  }

  @Override
  public CompletionStage<List<Ended>> history(ViewerId viewer, HistoryPage page, Instant now) {
    return answer(viewer, held -> held.history(page, horizon(now)));
  }

  @Override
  public CompletionStage<Integer> sweep(Instant now) {
    if (closed) {
      return unavailable();
    }
    var expired = new LongAdder();
    synchronized (sweeping) {
      if (!unswept.hasNext()) {
        unswept = viewers.keySet().iterator();
      }
      for (var swept = 0; swept < SWEPT_AT_ONCE && unswept.hasNext(); swept++) {
        viewers.computeIfPresent(unswept.next(), (_, held) -> sweep(held, now, expired));
      }
    }
    return CompletableFuture.completedStage(expired.intValue());
  }

  private @Nullable ViewerStreams sweep(ViewerStreams held, Instant now, LongAdder expired) {
    var swept = held.set.sweptAt(now);
    expired.add(swept.ended().size());
    keep(held, swept.next(), swept.ended());
    held.forgetBefore(horizon(now));
    return held.isEmpty() ? null : held;
  }

  @Override
  public StoreHealth health() {
    var census = new StoreHealth.Census.Counted(members.sum(), seenLately.sum(), 0);
    return closed
        ? new StoreHealth(StoreHealth.State.NODE_AT_FAULT, "closed", census)
        : new StoreHealth(StoreHealth.State.SERVING, "in memory", census);
  }

  @Override
  public void close() {
    closed = true;
  }

  private static <T> CompletionStage<T> unavailable() {
    return CompletableFuture.failedStage(StoreUnavailable.untouched("the store is closed"));
  }

  private <T> CompletionStage<T> answer(ViewerId viewer, Function<ViewerStreams, T> step) {
    if (closed) {
      return unavailable();
    }
    var answer = new AtomicReference<T>();
    viewers.compute(
        viewer,
        (_, present) -> {
          var held = present == null ? new ViewerStreams() : present;
          answer.set(step.apply(held));
          return held.isEmpty() ? null : held;
        });
    return CompletableFuture.completedStage(answer.get());
  }

  private <D extends Decision> D keep(ViewerStreams held, D decision) {
    keep(held, decision.after(held.set), decision.ended());
    return decision;
  }

  private void keep(ViewerStreams held, LeaseSet next, List<Ended> ended) {
    members.add(next.members().size() - held.set.members().size());
    seenLately.add(seenLately(next) - seenLately(held.set));
    held.set = next;
    ended.forEach(held::remember);
  }

  /** 1 for a viewer who has a stream or had one lately, 0 for one of whom history alone is left. */
  private static int seenLately(LeaseSet set) {
    return set.isEmpty() ? 0 : 1;
  }

  private Instant horizon(Instant now) {
    return now.minus(retention);
  }
}
