package io.streamgate.store.dynamodb.item;

import static java.util.Objects.requireNonNull;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.ContentMark;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A viewer's live item, as it was read.
 *
 * <pre>
 * ids      the sids of the members that count, lapsed or not; its size is the count
 * un       the sids of the other members
 * devs     the device marks of all members
 * v        incremented by each change of the membership and of the override; not by a heartbeat, a
 *          PATCH, or the removal of an override that has expired
 * L.sid    a member's lease
 * E.sid    the outbox: the last lease of an ended stream, until its history row is written
 * R.sid    its tombstone, kept for two minutes so that a repeated start finds it
 * o        an operator's override: {@link OverrideCodec}
 * ot       only with o: until when ttl must at least be
 * ttl      when the table may drop the item, in seconds
 * </pre>
 *
 * <p>Large details appear as a {@link DetailsReference}.
 *
 * <p>A later version may add attributes to the item, to a lease and to a tombstone. Updates of this
 * version keep them: each names what it changes, and what moves takes the unknown attributes along.
 *
 * @param version 0 if there is no item
 * @param members in the order of their start, as judged
 * @param ended the streams with a tombstone, in the order of their end
 * @param unwritten the attributes, from outbox entry and tombstone, of ended streams whose history
 *     row may not be written; of other ended streams only the tombstone is known
 * @param leases the members' leases as the table has them, for comparison
 * @param override the override as the table has it, expired or not; empty if there is none
 */
public record ViewerItem(
    long version,
    List<Member> members,
    List<Ended> ended,
    Map<StreamId, Map<String, AttributeValue>> unwritten,
    Map<StreamId, AttributeValue> leases,
    Map<String, AttributeValue> override) {

  /** A viewer without an item. */
  public static final ViewerItem NONE = new ViewerItem(0, List.of(), List.of(), Map.of(), Map.of());

  /** How long the node that ended a stream has to write its history row. */
  private static final Duration OVERDUE = Duration.ofSeconds(60);

  /** How much longer a tombstone is kept than its key counts, because nodes' clocks differ. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(10);

  /**
   * The most members of one viewer that count. Each write is billed by the size of the whole item,
   * about 200 bytes for each member, and a swap names each member that it compares or ends.
   */
  public static final int MAX_MEMBERS = 100;

  /** How many streams one update settles: expressions are bounded, and hardly a start ends more. */
  private static final int MAX_SETTLED = MAX_MEMBERS;

  public ViewerItem {
    members = List.copyOf(members);
    ended = List.copyOf(ended);
    unwritten = Map.copyOf(unwritten);
    leases = Map.copyOf(leases);
    override = Map.copyOf(override);
  }

  /** An item without an override. */
  public ViewerItem(
      long version,
      List<Member> members,
      List<Ended> ended,
      Map<StreamId, Map<String, AttributeValue>> unwritten,
      Map<StreamId, AttributeValue> leases) {
    this(version, members, ended, unwritten, leases, Map.of());
  }

  /** Reads an item; without attributes there is none. */
  public static ViewerItem of(Map<String, AttributeValue> item) {
    return item.isEmpty() ? NONE : RowKeys.item(item);
  }

  /** This item with its members as {@link Member#judgedAt} judges them at the present time. */
  public ViewerItem judgedAt(Instant present) {
    var judged = members.stream().map(member -> member.judgedAt(present)).toList();
    return judged.equals(members)
        ? this
        : new ViewerItem(version, judged, ended, unwritten, leases, override);
  }

  /** Whether a clock that was ahead has written the lease of this member. */
  public boolean isFromTheFuture(StreamId id) {
    return member(id).filter(m -> !m.expiresAt().equals(storedExpiry(id))).isPresent();
  }

  /** The end of a member's lease as the table has it. */
  Instant storedExpiry(StreamId id) {
    return AttributeValues.instant(requireNonNull(leases.get(id)).m(), StreamCodec.EXPIRES);
  }

  static Member bare(StreamId id, Instant endedAt, ContentMark content) {
    return new Member(id, endedAt, Playback.fromStart(), Details.NONE.naming(content));
  }

  /** The viewer's set, for the kernel to decide on. */
  public LeaseSet set() {
    return setOf(members);
  }

  /** The viewer's set with these members, which have their large details. */
  public LeaseSet setOf(List<Member> whole) {
    return new LeaseSet(whole, ended, OverrideCodec.read(override));
  }

  /** Whether the override on record has expired; an expired one is as none. */
  public boolean hasExpiredOverride(Instant now) {
    return !override.isEmpty() && !now.isBefore(OverrideCodec.until(override));
  }

  /** Whether the override on record is this one, or if null, whether there is none. */
  public boolean hasOverride(@Nullable ViewerOverride wanted) {
    return override.equals(wanted == null ? Map.of() : OverrideCodec.attributes(wanted));
  }

  /** The end of the last lease, or {@code now} if that is later. */
  Instant lastLease(Instant now) {
    var last = now;
    for (var member : members) {
      last = member.expiresAt().isAfter(last) ? member.expiresAt() : last;
    }
    return last;
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

  /** The sids of the members that count. */
  static Set<String> counted(List<Member> members) {
    return sids(members.stream().filter(Member::isCounted));
  }

  /** The sids of the members that do not count. */
  static Set<String> uncounted(List<Member> members) {
    return sids(members.stream().filter(member -> !member.isCounted()));
  }

  private static Set<String> sids(Stream<Member> members) {
    return members.map(m -> m.id().sid().value()).collect(Collectors.toUnmodifiableSet());
  }
}
