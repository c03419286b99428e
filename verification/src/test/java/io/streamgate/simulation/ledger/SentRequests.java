package io.streamgate.simulation.ledger;

import static java.util.stream.Collectors.toMap;

import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.ContentMark;
import io.streamgate.simulation.plans.PlanHistory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The requests of one viewer's players that have reached a node. */
public final class SentRequests {

  private final String viewer;
  private final Map<String, String> owners;
  private final Map<String, Set<Takeover>> plays = new HashMap<>();
  private final Map<String, Set<ContentMark>> contents = new HashMap<>();
  private final Set<String> records = new HashSet<>();
  private final Map<String, Set<Long>> leases = new HashMap<>();
  private final Map<String, Set<Cut>> cuts = new HashMap<>();
  private final Map<String, Set<String>> ends = new HashMap<>();
  private final Map<String, Set<Map<String, String>>> facts = new HashMap<>();
  private final Map<String, Integer> startsUnderWay = new HashMap<>();

  /** The lease that a leave may cut, and the end that it may set. */
  private record Cut(long toldMs, long endsMs) {}

  SentRequests(String viewer, Map<String, String> owners) {
    this.viewer = viewer;
    this.owners = owners;
  }

  /** A start of a stream that plays. */
  public void play(
      String sid, Takeover takeover, ContentMark content, Map<String, String> said, Moment asked) {
    facts.computeIfAbsent(sid, _ -> new HashSet<>()).add(said);
    contents.computeIfAbsent(sid, _ -> new HashSet<>()).add(content);
    plays.computeIfAbsent(sid, _ -> new HashSet<>()).add(takeover);
    start(sid);
    lease(sid, asked);
  }

  /** A start of a past view. */
  public void record(String sid) {
    records.add(sid);
    start(sid);
  }

  private void start(String sid) {
    owners.put(sid, viewer);
    startsUnderWay.merge(sid, 1, Integer::sum);
  }

  /** A start was answered, successfully or not. */
  public void startAnswered(String sid) {
    startsUnderWay.computeIfPresent(sid, (_, calls) -> calls == 1 ? null : calls - 1);
  }

  /** A heartbeat. */
  public void heartbeat(String id, Moment asked) {
    lease(Slot.sid(id), asked);
  }

  private void lease(String sid, Moment asked) {
    leases.computeIfAbsent(sid, _ -> new HashSet<>()).add(asked.nodeMs() + Ledger.LEASE_MS);
  }

  /** A leave of a player that was told that its lease ends then. */
  public void leave(String id, long toldMs, Moment asked) {
    var graceMs = PlanHistory.PACE.leaveGrace().toMillis();
    cuts.computeIfAbsent(id, _ -> new HashSet<>()).add(new Cut(toldMs, asked.nodeMs() + graceMs));
  }

  /** An end by a player that named {@code device}; empty if it named none. */
  public void end(String id, String device) {
    ends.computeIfAbsent(id, _ -> new HashSet<>()).add(device);
  }

  /** What starts of that sid have said of these attributes. */
  Stream<Map<String, String>> said(String sid, Set<String> attributes) {
    return facts.getOrDefault(sid, Set.of()).stream()
        .map(
            said ->
                attributes.stream()
                    .collect(toMap(name -> name, name -> said.getOrDefault(name, ""))));
  }

  boolean hasPlay(String sid) {
    return plays.containsKey(sid);
  }

  boolean hasRecord(String sid) {
    return records.contains(sid);
  }

  /** Whether a start with that sid has named other content. */
  boolean hasOther(String sid, ContentMark content) {
    return contents.getOrDefault(sid, Set.of()).stream().anyMatch(content::isOtherThan);
  }

  /** Whether that end was asked for; {@code by} is empty if no other device has to be named. */
  boolean hasEnd(String id, String by) {
    var devices = ends.getOrDefault(id, Set.of());
    return by.isEmpty()
        ? devices.stream().anyMatch(each -> each.isEmpty() || Slot.isOf(id, each))
        : devices.contains(by) && !Slot.isOf(id, by);
  }

  /** Whether a start of that sid may end that live stream, whatever the plan. */
  boolean mayEvict(String sid, String id) {
    return hasTakeover(sid, each -> each instanceof Takeover.Oldest) || names(sid, id);
  }

  /** Whether a start of that sid names that stream to end. */
  boolean names(String sid, String id) {
    return hasTakeover(sid, each -> named(each).anyMatch(id::equals));
  }

  /** Whether a start of that sid, as it was sent once, names none of these streams. */
  boolean hasEndedItsNamed(String sid, Set<String> members) {
    return hasTakeover(sid, each -> named(each).noneMatch(members::contains));
  }

  private boolean hasTakeover(String sid, Predicate<Takeover> which) {
    return plays.getOrDefault(sid, Set.of()).stream().anyMatch(which);
  }

  private static Stream<String> named(Takeover takeover) {
    return takeover instanceof Takeover.Chosen(var ids)
        ? ids.stream().map(StreamId::value)
        : Stream.of();
  }

  /** Whether a player has asked for a lease that ends when this one does. */
  boolean hasLease(Slot slot) {
    return leases.getOrDefault(slot.sid(), Set.of()).contains(slot.expiresAtMs());
  }

  /** Whether a leave has cut the lease. */
  boolean hasLeft(Slot before, Slot after) {
    var cut = new Cut(before.expiresAtMs(), after.expiresAtMs());
    return cuts.getOrDefault(before.id(), Set.of()).contains(cut);
  }

  /** Whether another viewer's player has sent a start with that sid. */
  boolean isOfAnother(String sid) {
    return !viewer.equals(owners.getOrDefault(sid, viewer));
  }

  boolean isStartUnderWay(String sid) {
    return startsUnderWay.containsKey(sid);
  }

  /** Whether a repeated start of one of these members is in flight. */
  boolean isReplayUnderWay(ItemState state) {
    return startsUnderWay.keySet().stream().anyMatch(sid -> state.member(sid).isPresent());
  }
}
