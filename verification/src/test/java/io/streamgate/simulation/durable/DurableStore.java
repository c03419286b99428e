package io.streamgate.simulation.durable;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.lease.Amendment;
import io.streamgate.lease.Decision;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Rules;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Stream;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.StoreHealth;
import io.streamgate.store.memory.MemoryLeaseStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * The memory store, whose changes are queued for a simulated disk. It decides nothing; what is
 * queued when is what the document of the sqlite store says. Answers at once: it is the server's
 * business to hold an answer back until its commit.
 */
public final class DurableStore implements LeaseStore {

  /** History past its retention is not shown, whenever it is taken out. */
  private static final Duration WHOLE_SWEEP = Duration.ofMinutes(10);

  private final MemoryLeaseStore memory;
  private final Disk disk;
  private final Set<StreamId> lapsed;

  /** No later than when time will next change something about a viewer. */
  private final Map<ViewerId, Instant> due = new LinkedHashMap<>();

  private final Set<ViewerId> asked = new TreeSet<>(Comparator.comparing(ViewerId::value));
  private Instant wholeSweepDue = Instant.MIN;
  private Instant earliest = Instant.MIN;
  private int calls;

  /** The store after a restart, with what is in memory and on disk then. */
  public DurableStore(MemoryLeaseStore memory, Disk disk) {
    this.memory = memory;
    this.disk = disk;
    this.lapsed = new TreeSet<>(disk.lapsed());
    disk.viewers().forEach(viewer -> due.put(viewer, Instant.MIN));
  }

  /** How often it was asked for something since this was last asked. */
  public int takeCalls() {
    var taken = calls;
    calls = 0;
    return taken;
  }

  /** Whom it was asked about since this was last asked. */
  public List<ViewerId> takeAsked() {
    var taken = List.copyOf(asked);
    asked.clear();
    return taken;
  }

  @Override
  public CompletionStage<StartDecision> start(
      ViewerId viewer, Start start, Rules rules, Instant now) {
    count(viewer);
    return memory
        .start(viewer, start, rules, now)
        .thenApply(
            decision -> {
              switch (decision) {
                case StartDecision.Admitted _, StartDecision.Recorded _ ->
                    write(viewer, decision, now);
                case StartDecision.Replayed(var member, _) -> {
                  if (lapsed.remove(member.id())) {
                    write(viewer, decision, now);
                  }
                }
                case StartDecision.AlreadyEnded _,
                    StartDecision.RecordedBefore _,
                    StartDecision.NotAllowed _,
                    StartDecision.Refused _ -> {}
              }
              return decision;
            });
  }

  @Override
  public CompletionStage<StreamDecision.OfRenewal> renew(
      ViewerId viewer, StreamId id, Heartbeat heartbeat, Instant now) {
    count(viewer);
    return memory
        .renew(viewer, id, heartbeat, now)
        .thenApply(
            decision -> {
              switch (decision) {
                case StreamDecision.Kept _ -> {
                  if (lapsed.remove(id)) {
                    disk.awaitRevival(viewer);
                    write(viewer, decision, now);
                  }
                }
                case StreamDecision.NotMember _ -> writeWhatIsOver(viewer, now);
              }
              return decision;
            });
  }

  @Override
  public CompletionStage<StreamDecision.OfAmendment> amend(
      ViewerId viewer, StreamId id, Amendment amendment, Instant now) {
    count(viewer);
    return memory
        .amend(viewer, id, amendment, now)
        .thenApply(
            decision -> {
              write(viewer, decision, now);
              return decision;
            });
  }

  @Override
  public CompletionStage<StreamDecision.OfEnd> end(ViewerId viewer, StreamId id, Instant now) {
    count(viewer);
    return memory
        .end(viewer, id, now)
        .thenApply(
            decision -> {
              write(viewer, decision, now);
              return decision;
            });
  }

  @Override
  public CompletionStage<LeaseSet> read(ViewerId viewer) {
    count(viewer);
    return memory.read(viewer);
  }

  @Override
  public CompletionStage<Optional<Stream>> find(ViewerId viewer, StreamId id, Instant now) {
    count(viewer);
    return memory.find(viewer, id, now);
  }

  @Override
  public CompletionStage<List<Ended>> history(ViewerId viewer, HistoryPage page, Instant now) {
    count(viewer);
    return memory.history(viewer, page, now);
  }

  /** Whether a sweep would find anything. */
  public boolean isDueAt(Instant now) {
    return !now.isBefore(earliest);
  }

  /** Looks only where something is due: the pass of a store with buckets, which finds the same. */
  @Override
  public CompletionStage<Integer> sweep(Instant now) {
    var somethingIsOver = !now.isBefore(wholeSweepDue);
    for (var entry : due.entrySet()) {
      if (!entry.getValue().isAfter(now)) {
        var set = now(memory.read(entry.getKey()));
        var swept = set.sweptAt(now);
        record(entry.getKey(), swept, now);
        entry.setValue(Due.next(swept.next(), now));
        somethingIsOver |= !swept.next().equals(set);
      }
    }
    wholeSweepDue = somethingIsOver ? now.plus(WHOLE_SWEEP) : wholeSweepDue;
    earliest = due.values().stream().reduce(wholeSweepDue, (a, b) -> a.isBefore(b) ? a : b);
    return somethingIsOver ? memory.sweep(now) : completedStage(0);
  }

  /** Puts on record which leases have run out, and what is over. */
  private void record(ViewerId viewer, LeaseSet.Swept swept, Instant now) {
    var marked = false;
    for (var member : swept.next().members()) {
      marked |= !member.isLiveAt(now) && lapsed.add(member.id());
    }
    if (marked || !swept.ended().isEmpty()) {
      queue(viewer, swept.next(), swept.ended());
    }
  }

  @Override
  public StoreHealth health() {
    return memory.health();
  }

  @Override
  public void close() {
    memory.close();
  }

  private void count(ViewerId viewer) {
    calls++;
    asked.add(viewer);
    if (due.putIfAbsent(viewer, Instant.MIN) == null) {
      earliest = Instant.MIN;
    }
  }

  private void write(ViewerId viewer, Decision decision, Instant now) {
    var swept = now(memory.read(viewer)).sweptAt(now);
    var ended = new ArrayList<>(decision.ended());
    ended.addAll(swept.ended());
    queue(viewer, swept.next(), ended);
    due.put(viewer, Instant.MIN);
    earliest = Instant.MIN;
  }

  private void writeWhatIsOver(ViewerId viewer, Instant now) {
    var swept = now(memory.read(viewer)).sweptAt(now);
    if (!swept.ended().isEmpty()) {
      queue(viewer, swept.next(), swept.ended());
    }
  }

  private void queue(ViewerId viewer, LeaseSet set, List<Ended> ended) {
    var marked =
        set.members().stream()
            .map(Member::id)
            .filter(lapsed::contains)
            .collect(Collectors.toCollection(TreeSet::new));
    disk.offer(new Disk.Change(viewer, set.members(), marked, ended));
  }

  /** What a store that answers at once has answered. */
  public static <T> T now(CompletionStage<T> answered) {
    return answered.toCompletableFuture().join();
  }
}
