package io.streamgate.store.dynamodb.item;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
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
 * v        incremented by each change of the membership; not by a heartbeat or a PATCH
 * L.sid    a member's lease
 * E.sid    the outbox: the last lease of an ended stream, until its history row is written
 * R.sid    its tombstone, kept for two minutes so that a repeated start finds it
 * ttl      when the table may drop the item, in seconds
 * </pre>
 *
 * <p>Large details appear as a {@link DetailsReference}.
 *
 * <p>A later version may add attributes to the item, to a lease and to a tombstone. Updates of this
 * version keep them: each names what it changes, and what moves takes the unknown attributes along.
 *
 * @param version 0 if there is no item
 * @param members in the order of their start
 * @param ended the streams with a tombstone, in the order of their end
 * @param unwritten the attributes, from outbox entry and tombstone, of ended streams whose history
 *     row may not be written; of other ended streams only the tombstone is known
 * @param leases the members' leases as the table has them, for comparison
 */
public record ViewerItem(
    long version,
    List<Member> members,
    List<Ended> ended,
    Map<StreamId, Map<String, AttributeValue>> unwritten,
    Map<StreamId, AttributeValue> leases) {

  /** A viewer without an item. */
  public static final ViewerItem NONE = new ViewerItem(0, List.of(), List.of(), Map.of(), Map.of());

  /** How long the node that ended a stream has to write its history row. */
  private static final Duration OVERDUE = Duration.ofSeconds(60);

  /** How much longer a tombstone is kept than its key counts, because nodes' clocks differ. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(10);

  /**
   * The most members of one viewer. Each write is billed by the size of the whole item, about 200
   * bytes for each member, and a swap names each member that it compares or ends.
   */
  public static final int MAX_MEMBERS = 100;

  /** How many streams one update settles: no start ends more, and expressions are bounded. */
  private static final int MAX_SETTLED = MAX_MEMBERS;

  private static final Comparator<Ended> IN_ORDER_OF_END =
      Comparator.comparing((Ended e) -> e.ending().at()).thenComparing(Ended::id);

  public ViewerItem {
    members = List.copyOf(members);
    ended = List.copyOf(ended);
    unwritten = Map.copyOf(unwritten);
    leases = Map.copyOf(leases);
  }

  /** Reads an item; without attributes there is none. */
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
        last.ifPresent(lease -> unwritten.put(stream.id(), merged(lease, tombstone)));
      }
    }
    members.sort(Comparator.comparing(Member::id));
    ended.sort(IN_ORDER_OF_END);
    var version = AttributeValues.number(item, AttributeNames.VERSION, 0);
    return new ViewerItem(version, members, ended, unwritten, leases);
  }

  private static Map<String, AttributeValue> merged(
      Map<String, AttributeValue> lease, Map<String, AttributeValue> tombstone) {
    var all = new HashMap<>(lease);
    all.putAll(tombstone);
    return Map.copyOf(all);
  }

  /** Without its outbox entry, only the id and the ending of a stream are known. */
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

  /** A member's details as the table has them; empty if it has none. */
  Optional<AttributeValue> details(StreamId id) {
    return Optional.ofNullable(leases.get(id)).map(lease -> lease.m().get(StreamCodec.DETAILS));
  }

  /** The member with this id. */
  public Optional<Member> member(StreamId id) {
    return members.stream().filter(member -> member.id().equals(id)).findFirst();
  }

  /** The member with this sid. */
  public Optional<Member> member(Sid sid) {
    return members.stream().filter(member -> member.id().hasSid(sid)).findFirst();
  }

  /** The ended stream with this id, if it has a tombstone. */
  public Optional<Ended> ended(StreamId id) {
    return ended.stream().filter(stream -> stream.id().equals(id)).findFirst();
  }

  /** The attributes of a stream that waits for its history row; empty for any other. */
  public Map<String, AttributeValue> kept(StreamId id) {
    return unwritten.getOrDefault(id, Map.of());
  }

  /** The ended streams that may have no history row yet, including expired members. */
  public List<Ended> unwritten(Instant now) {
    var all = new ArrayList<Ended>();
    ended.stream().filter(stream -> unwritten.containsKey(stream.id())).forEach(all::add);
    members.stream().filter(m -> m.isOverAt(now)).map(Member::expired).forEach(all::add);
    return all;
  }

  /**
   * The streams whose history row must be written now: this node's {@code own} and overdue ones. If
   * they are too many for one update, those that ended first.
   */
  public List<Ended> due(List<StreamId> own, Instant now) {
    return ended.stream()
        .filter(stream -> unwritten.containsKey(stream.id()))
        .filter(stream -> own.contains(stream.id()) || isOverdue(stream, now))
        .limit(MAX_SETTLED)
        .toList();
  }

  /** Whether the node that ended the stream should have written its history row by now. */
  public static boolean isOverdue(Ended stream, Instant now) {
    return !now.isBefore(stream.ending().at().plus(OVERDUE));
  }

  /** The ended streams whose slots {@code taker} took. */
  public List<Ended> takenBy(StreamId taker) {
    return ended.stream()
        .filter(stream -> StreamCodec.taker(stream.ending()).filter(taker::equals).isPresent())
        .toList();
  }

  /** Whether a member has expired that is not recorded as ended yet. */
  public boolean hasMembersOverAt(Instant now) {
    return members.stream().anyMatch(member -> member.isOverAt(now));
  }

  /** The tombstones no longer needed, oldest first, for an update that settles {@code others}. */
  List<Ended> forgotten(int others, Instant now) {
    return ended.stream()
        .filter(stream -> !unwritten.containsKey(stream.id()))
        .filter(stream -> !stream.isRememberedAt(now.minus(CLOCKS_APART)))
        .limit(Math.max(0, MAX_SETTLED - others))
        .toList();
  }

  static Set<String> ids(List<Member> members) {
    return members.stream().map(m -> m.id().sid().value()).collect(Collectors.toUnmodifiableSet());
  }
}
