package io.streamgate.store.dynamodb.item;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Rules.Limit;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A viewer's live item, as it was read.
 *
 * <pre>
 * ids      the members' sids, lapsed or not; its size is the count
 * devs     their device marks
 * v        bumped by whatever changes who is a member; not by a heartbeat or a PATCH
 * L.sid    a member's lease
 * E.sid    the outbox: the last lease of a stream that has ended, until its history row is written
 * R.sid    its tombstone, kept for two minutes so that a repeated start finds it
 * ttl      when the table may drop the item, in seconds
 * </pre>
 *
 * <p>Large details are stood in for: see {@link DetailsReference}.
 *
 * <p>A later version may add attributes to the item, to a lease and to a tombstone. No update of
 * this version takes them away: each names what it changes, and what moves takes along what there
 * is beside.
 *
 * @param version 0 where there is no item
 * @param members in the order they started
 * @param ended what the tombstones tell, in the order it ended
 * @param unwritten those of the ended whose history row is not known to be written, each with what
 *     the table has of it, from its outbox entry and its tombstone; of the others no more is known
 *     than the tombstone says
 * @param leases the members' leases as the table has them, for comparing
 */
public record ViewerItem(
    long version,
    List<Member> members,
    List<Ended> ended,
    Map<StreamId, Map<String, AttributeValue>> unwritten,
    Map<StreamId, AttributeValue> leases) {

  /** A viewer without an item. */
  public static final ViewerItem NONE = new ViewerItem(0, List.of(), List.of(), Map.of(), Map.of());

  /** How long a stream may wait for the node that ended it to write its history row. */
  private static final Duration OVERDUE = Duration.ofSeconds(60);

  /** A tombstone outlives the memory of its key by this, for the nodes' clocks differ. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(10);

  /**
   * Streams that one update may settle: as many as can be members, so that no start ends more. An
   * expression has a longest length, and what ended in two minutes has none.
   */
  private static final int MOST_SETTLED = Limit.ENGINEERING_BOUND;

  private static final Comparator<Ended> IN_ORDER_OF_END =
      Comparator.comparing((Ended e) -> e.ending().at()).thenComparing(Ended::id);

  public ViewerItem {
    members = List.copyOf(members);
    ended = List.copyOf(ended);
    unwritten = Map.copyOf(unwritten);
    leases = Map.copyOf(leases);
  }

  /** Reads an item; one without attributes is no item. */
  public static ViewerItem of(Map<String, AttributeValue> item) {
    if (item.isEmpty()) {
      return NONE;
    }
    var members = new ArrayList<Member>();
    var ended = new ArrayList<Ended>();
    var unwritten = new HashMap<StreamId, Map<String, AttributeValue>>();
    var leases = new HashMap<StreamId, AttributeValue>();
    for (var attribute : item.entrySet()) {
      var name = attribute.getKey();
      if (name.startsWith(AttributeNames.LEASE)) {
        var member = StreamCodec.member(AttributeNames.sid(name), attribute.getValue().m());
        members.add(member);
        leases.put(member.id(), attribute.getValue());
      } else if (name.startsWith(AttributeNames.TOMBSTONE)) {
        var sid = AttributeNames.sid(name);
        var tombstone = attribute.getValue().m();
        var last = Optional.ofNullable(item.get(AttributeNames.outbox(sid))).map(AttributeValue::m);
        var stream = ended(sid, tombstone, last);
        ended.add(stream);
        last.ifPresent(lease -> unwritten.put(stream.id(), together(lease, tombstone)));
      }
    }
    members.sort(Comparator.comparing(Member::id));
    ended.sort(IN_ORDER_OF_END);
    var version = AttributeValues.number(item, AttributeNames.VERSION, 0);
    return new ViewerItem(version, members, ended, unwritten, leases);
  }

  private static Map<String, AttributeValue> together(
      Map<String, AttributeValue> lease, Map<String, AttributeValue> tombstone) {
    var all = new HashMap<>(lease);
    all.putAll(tombstone);
    return Map.copyOf(all);
  }

  /** Without its outbox entry little is known of a stream: which one it was, and how it ended. */
  private static Ended ended(
      Sid sid, Map<String, AttributeValue> tombstone, Optional<Map<String, AttributeValue>> last) {
    var ending = StreamCodec.ending(tombstone);
    var member =
        last.map(lease -> StreamCodec.member(sid, lease))
            .orElseGet(() -> bare(StreamCodec.started(sid, tombstone), ending.at()));
    return new Ended(member, ending);
  }

  static Member bare(StreamId id, Instant endedAt) {
    return new Member(id, endedAt, Playback.fromStart(), Details.NONE);
  }

  /** The viewer's set, for the kernel to decide on. */
  public LeaseSet set() {
    return new LeaseSet(members, ended);
  }

  /** A member's details as the table has them; nothing where it has none. */
  Optional<AttributeValue> details(StreamId id) {
    return Optional.ofNullable(leases.get(id)).map(lease -> lease.m().get(StreamCodec.DETAILS));
  }

  /** The member of that sid. */
  public Optional<Member> member(Sid sid) {
    return members.stream().filter(member -> member.id().hasSid(sid)).findFirst();
  }

  /** What is known of that ended stream. */
  public Optional<Ended> ended(StreamId id) {
    return ended.stream().filter(stream -> stream.id().equals(id)).findFirst();
  }

  /** What the table has of a stream that waits for its history row; nothing of any other. */
  public Map<String, AttributeValue> kept(StreamId id) {
    return unwritten.getOrDefault(id, Map.of());
  }

  /** The ended streams that are in no history row yet, those that time has ended among them. */
  public List<Ended> unwritten(Instant now) {
    var all = new ArrayList<Ended>();
    ended.stream().filter(stream -> unwritten.containsKey(stream.id())).forEach(all::add);
    members.stream().filter(m -> m.isOverAt(now)).map(Member::expired).forEach(all::add);
    return all;
  }

  /**
   * The streams whose history row is to be written now: one's {@code own}, and those of which
   * nobody has written it in a minute. Where there are too many for one update, those that ended
   * first.
   */
  public List<Ended> due(List<StreamId> own, Instant now) {
    return ended.stream()
        .filter(stream -> unwritten.containsKey(stream.id()))
        .filter(stream -> own.contains(stream.id()) || isOverdue(stream, now))
        .limit(MOST_SETTLED)
        .toList();
  }

  /** Whether that stream's row should have been written by now, by the node that ended it. */
  public static boolean isOverdue(Ended stream, Instant now) {
    return !now.isBefore(stream.ending().at().plus(OVERDUE));
  }

  /** The ended streams whose slots that stream took. */
  public List<Ended> takenBy(StreamId taker) {
    return ended.stream()
        .filter(
            stream ->
                switch (stream.ending()) {
                  case Ending.Evicted(_, var by) -> by.equals(taker);
                  case Ending.Replaced(_, var by) -> by.equals(taker);
                  case Ending.Displaced(_, var by) -> by.equals(taker);
                  case Ending.Other(_, _, var by) -> taker.equals(by);
                  case Ending.Stopped _, Ending.Recorded _, Ending.Expired _ -> false;
                })
        .toList();
  }

  /** Members that time has ended and that nobody has put on record yet. */
  public boolean hasMembersOverAt(Instant now) {
    return members.stream().anyMatch(member -> member.isOverAt(now));
  }

  /**
   * The tombstones that nobody needs any more, the oldest first.
   *
   * @param beside how many streams the same update settles
   */
  List<Ended> forgotten(int beside, Instant now) {
    return ended.stream()
        .filter(stream -> !unwritten.containsKey(stream.id()))
        .filter(stream -> !stream.isRememberedAt(now.minus(CLOCKS_APART)))
        .limit(Math.max(0, MOST_SETTLED - beside))
        .toList();
  }

  /** The sids of these members, as the set of them is written. */
  static Set<String> ids(List<Member> members) {
    return members.stream().map(m -> m.id().sid().value()).collect(Collectors.toUnmodifiableSet());
  }
}
