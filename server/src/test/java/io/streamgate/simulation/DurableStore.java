package io.streamgate.simulation;

import static java.util.concurrent.CompletableFuture.completedStage;

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
import io.streamgate.store.memory.MemoryLeaseStore;
import java.time.Instant;
import java.util.ArrayList;
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
final class DurableStore implements LeaseStore {

  private final MemoryLeaseStore memory;
  private final Disk disk;
  private final Set<StreamId> lapsed;

  /** No later than when time will next change something about a viewer. */
  private final Map<ViewerId, Instant> due = new LinkedHashMap<>();

  private final Set<ViewerId> asked = new TreeSet<>(java.util.Comparator.comparing(ViewerId::value));
  private int calls;

  DurableStore(MemoryLeaseStore memory, Disk disk) {
    this.memory = memory;
    this.disk = disk;
    this.lapsed = new TreeSet<>(disk.lapsed());
  }

  /** How often it was asked for something since this was last asked. */
  int takeCalls() {
    var taken = calls;
    calls = 0;
    return taken;
  }

  /** Whom it was asked about since this was last asked. */
  List<ViewerId> takeAsked() {
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
                case StartDecision.Admitted _ -> write(viewer, decision, now);
                case StartDecision.Recorded _ -> write(viewer, decision, now);
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

  @Override
  public CompletionStage<Integer> sweep(Instant now) {
    var changed = false;
    for (var entry : due.entrySet()) {
      if (!entry.getValue().isAfter(now)) {
        changed = true;
        var set = now(memory.read(entry.getKey()));
        var swept = set.sweptAt(now);
        for (var member : swept.next().members()) {
          if (!member.isLiveAt(now)) {
            lapsed.add(member.id());
          }
        }
        queue(entry.getKey(), swept.next(), swept.ended());
        entry.setValue(nextChange(swept.next(), now));
      }
    }
    return changed ? memory.sweep(now) : completedStage(0);
  }

  /** Has the store look at all viewers, whatever is due, for history that is past its retention. */
  void sweepAll(Instant now) {
    now(memory.sweep(now));
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
    due.putIfAbsent(viewer, Instant.MIN);
  }

  private void write(ViewerId viewer, Decision decision, Instant now) {
    var swept = now(memory.read(viewer)).sweptAt(now);
    var ended = new ArrayList<>(decision.ended());
    ended.addAll(swept.ended());
    queue(viewer, swept.next(), ended);
    due.put(viewer, Instant.MIN);
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
            .map(io.streamgate.lease.Member::id)
            .filter(lapsed::contains)
            .collect(Collectors.toCollection(TreeSet::new));
    disk.offer(new Disk.Change(viewer, set.members(), marked, ended));
  }

  private static Instant nextChange(LeaseSet set, Instant now) {
    var next = Instant.MAX;
    for (var member : set.members()) {
      var at =
          member.isLiveAt(now)
              ? member.expiresAt()
              : member.expiresAt().plus(io.streamgate.lease.Member.REVIVABLE_FOR);
      next = at.isBefore(next) ? at : next;
    }
    for (var ended : set.recent()) {
      var at = ended.ending().at().plus(Ended.KEY_REMEMBERED_FOR);
      next = at.isBefore(next) ? at : next;
    }
    return next;
  }

  static <T> T now(CompletionStage<T> answered) {
    return answered.toCompletableFuture().join();
  }
}
