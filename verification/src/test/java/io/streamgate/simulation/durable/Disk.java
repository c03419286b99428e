package io.streamgate.simulation.durable;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.memory.MemoryLeaseStore;
import io.streamgate.store.memory.RestoredStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What outlives a crash, as the document of the sqlite store promises it: changes in the order of
 * their decisions up to the last commit, and of the rest perhaps a part. Expiries are not on it,
 * but for those of the members that are on record as lapsed.
 */
public final class Disk {

  /**
   * What a decision changed about a viewer.
   *
   * @param lapsed the members that are on record as lapsed
   * @param ended what ended by it
   */
  record Change(ViewerId viewer, List<Member> members, Set<StreamId> lapsed, List<Ended> ended) {}

  private static final class Rows {
    List<Member> members = List.of();
    Set<StreamId> lapsed = Set.of();
    final TreeMap<StreamId, Ended> history = new TreeMap<>();
  }

  private final Map<ViewerId, Rows> viewers = new LinkedHashMap<>();
  private final List<Change> queue = new ArrayList<>();
  private final Set<ViewerId> revivals = new HashSet<>();
  private final Duration retention;

  public Disk(Duration retention) {
    this.retention = retention;
  }

  void offer(Change change) {
    queue.add(change);
  }

  /** Whether a change of this viewer's waits for its commit. */
  public boolean isAwaitedBy(ViewerId viewer) {
    return queue.stream().anyMatch(change -> change.viewer().equals(viewer));
  }

  /** Has heartbeats of this viewer wait for the next commit, which unmarks a member. */
  void awaitRevival(ViewerId viewer) {
    revivals.add(viewer);
  }

  /** Whether a change that revives one of this viewer's members waits for its commit. */
  public boolean isRevivalAwaitedBy(ViewerId viewer) {
    return revivals.contains(viewer);
  }

  /** How many changes wait. */
  public int queued() {
    return queue.size();
  }

  /** Commits what waits. */
  public void commit() {
    queue.forEach(this::write);
    queue.clear();
    revivals.clear();
  }

  /** Crashes: the first so many of what waits are on the disk, and nobody was told. */
  public void crash(int committed) {
    queue.subList(0, committed).forEach(this::write);
    queue.clear();
    revivals.clear();
  }

  private void write(Change change) {
    var rows = viewers.computeIfAbsent(change.viewer(), _ -> new Rows());
    rows.members = change.members();
    rows.lapsed = change.lapsed();
    change.ended().forEach(ended -> rows.history.put(ended.id(), ended));
  }

  /** Whoever is on record. */
  Set<ViewerId> viewers() {
    return viewers.keySet();
  }

  /** The members on record as lapsed. */
  List<StreamId> lapsed() {
    return viewers.values().stream().flatMap(rows -> rows.lapsed.stream()).sorted().toList();
  }

  /** Opens it after a restart: whoever is not on record as lapsed has a whole lease from now. */
  public MemoryLeaseStore open(Duration lease, Instant now, UnaryOperator<List<Member>> read) {
    var restored = new RestoredStore(retention);
    viewers.forEach(
        (viewer, rows) -> {
          rows.history.values().removeIf(e -> e.ending().at().isBefore(now.minus(retention)));
          var members =
              read.apply(rows.members).stream()
                  .map(m -> rows.lapsed.contains(m.id()) ? m : renewed(m, now.plus(lease)))
                  .toList();
          var recent =
              rows.history.values().stream()
                  .filter(ended -> ended.isRememberedAt(now))
                  .sorted(Comparator.comparing(ended -> ended.ending().at()))
                  .toList();
          var history = List.copyOf(rows.history.values());
          restored.add(viewer, new LeaseSet(members, recent), history);
        });
    return restored.store();
  }

  private static Member renewed(Member member, Instant expiresAt) {
    return new Member(member.id(), expiresAt, member.playback(), member.details());
  }
}
