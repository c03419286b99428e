package io.streamgate.store.dynamodb.item;

import static io.streamgate.store.dynamodb.item.AttributeValues.millis;
import static io.streamgate.store.dynamodb.item.AttributeValues.number;
import static io.streamgate.store.dynamodb.item.AttributeValues.text;
import static io.streamgate.store.dynamodb.item.AttributeValues.texts;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;

import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.Leave;
import io.streamgate.lease.Start;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.ContentMark;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback.Report;
import io.streamgate.lease.stream.Termination;
import io.streamgate.store.dynamodb.item.expression.Expressions;
import io.streamgate.store.dynamodb.item.expression.ItemUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Blind updates, which need no read: one call each in the common case. If a condition fails, the
 * item comes with the failure, and the kernel decides on it: see {@link CompareAndSwap}.
 *
 * <p>No reserved word is used as a name; {@code ttl} and attributes with a dot in their names have
 * an alias.
 */
public final class Updates {

  private final OverrideClauses override;

  /** Updates of items that the table may drop {@code retention} after their last lease. */
  public Updates(Duration retention) {
    this.override = new OverrideClauses(retention);
  }

  /**
   * Takes a slot if {@link StartClauses} finds room. No bound of the start may be 0: see {@link
   * Rules#allowNone}.
   */
  public ItemUpdate start(Start.Play start, Rules rules, Instant now) {
    var member = start.admitted(rules, now);
    var expressions =
        of(start.id())
            .when("attribute_not_exists(#L)")
            .when("attribute_not_exists(#R)")
            .set("#L", ":lease", fromM(StreamCodec.lease(member)));
    StartClauses.add(expressions, start, rules);
    return bump(override.keep(expressions, member.expiresAt())).change();
  }

  /** Records a past view as if it had been started and ended. */
  public ItemUpdate record(Start.PastView start, Rules rules, Instant now) {
    var member = new Member(start.id(), now, start.playback(), start.details());
    var ended = new Ended(member, new Ending.Recorded(now));
    var expressions =
        of(start.id())
            .when("attribute_not_exists(#L)")
            .when("attribute_not_exists(#R)")
            .name("#E", AttributeNames.outbox(start.id().sid()))
            .set("#E", ":lease", fromM(StreamCodec.lease(member)))
            .set("#R", ":tombstone", fromM(StreamCodec.tombstone(ended)));
    return bump(override.keep(expressions, now.plus(rules.lease()))).change();
  }

  /**
   * Renews a member's lease, unless the one on record ends as late: this update may arrive after a
   * later one. Does not change the version.
   */
  public ItemUpdate renew(StreamId id, Heartbeat heartbeat, Instant now) {
    var expiresAt = now.plus(heartbeat.lease());
    var expressions =
        member(id, now)
            .when("#L.x < :expires")
            .set("#L.x", ":expires", millis(expiresAt))
            .set("#L.l", ":seen", millis(now));
    PlaybackClauses.add(expressions, heartbeat.reports(), now);
    return override.keep(expressions, expiresAt).change();
  }

  /** Records what a heartbeat reports on the playback, without its renewal. */
  public ItemUpdate report(StreamId id, List<Report> reports, Instant now) {
    var expressions = member(id, now);
    PlaybackClauses.add(expressions, reports, now);
    return expressions.change();
  }

  /** Cuts a member's lease to the grace, if it still ends when the player was told it does. */
  public ItemUpdate leave(StreamId id, Leave leave, Instant now) {
    return member(id, now)
        .when("#L.x = :told")
        .value(":told", millis(leave.told()))
        .set("#L.x", ":expires", millis(now.plus(leave.grace())))
        .change();
  }

  /** Replaces a lease that was written by a clock that was ahead, if it is still as read. */
  public ItemUpdate correct(ViewerItem read, Member judged) {
    return new Expressions()
        .name("#L", AttributeNames.lease(judged.id().sid()))
        .when("#L.s = :started")
        .value(":started", millis(judged.id().startedAt()))
        .when("#L.x = :read")
        .value(":read", millis(read.storedExpiry(judged.id())))
        .set("#L.x", ":expires", millis(judged.expiresAt()))
        .set("#L.l", ":seen", millis(judged.lastSeenAt()))
        .change();
  }

  /**
   * Ends a member and frees its slot, whether it counts or not. DynamoDB copies the lease to the
   * outbox, so that changes which this node has not seen are kept.
   */
  public ItemUpdate end(StreamId id, Device by, Instant now) {
    return end(id, Ending.byPlayer(id, by, now));
  }

  /** Ends a member in the same way, for an operator. */
  public ItemUpdate terminate(StreamId id, Termination by, Instant now) {
    return end(id, new Ending.Terminated(now, by));
  }

  private static ItemUpdate end(StreamId id, Ending ending) {
    var last = ViewerItem.bare(id, ending.at(), ContentMark.UNKNOWN);
    var ended = StreamCodec.tombstone(new Ended(last, ending));
    var expressions =
        member(id, ending.at())
            .set("#E = #L")
            .name("#E", AttributeNames.outbox(id.sid()))
            .name("#R", AttributeNames.tombstone(id.sid()))
            .set("#R", ":tombstone", fromM(ended))
            .remove("#L")
            .delete("ids :sid")
            .delete("un :sid")
            .value(":sid", texts(List.of(id.sid().value())));
    id.sid()
        .deviceMark()
        .ifPresent(
            mark ->
                expressions
                    .when("NOT contains(devs, :shared)")
                    .value(":shared", text(DeviceMarks.SHARED + mark))
                    .delete("devs :marks")
                    .value(":marks", texts(List.of(mark))));
    return bump(expressions).change();
  }

  /** Amends a member, if its details are still as {@code read}. */
  public ItemUpdate amend(ViewerItem read, Member changed, List<Report> reports, Instant now) {
    var id = changed.id();
    var expressions = member(id, now);
    PlaybackClauses.add(expressions, reports, now);
    var before = read.details(id);
    if (before.isPresent()) {
      expressions.when("#L.m = :before").value(":before", before.get());
    } else {
      expressions.when("attribute_not_exists(#L.m)");
    }
    var lease = StreamCodec.lease(changed);
    var details = lease.get(StreamCodec.DETAILS);
    if (details == null) {
      expressions.remove("#L.m");
    } else {
      expressions.set("#L.m", ":details", details);
    }
    return expressions.change();
  }

  /**
   * Removes an override that has expired, unless there is a longer one by now. Does not change the
   * version, because an expired override decides nothing.
   */
  public ItemUpdate removeExpiredOverride(ViewerItem read, Instant now) {
    return override.removeExpired(new Expressions(), read.override(), read.lastLease(now)).change();
  }

  /**
   * Removes streams that are written to history, and tombstones that are no longer needed. The mark
   * of a stream's content moves to its tombstone, because a repeated start is compared with it.
   * Requires that each stream still waits for its row: an erasure leaves nothing but tombstones.
   */
  public ItemUpdate settle(ViewerItem read, List<Ended> written, Instant now) {
    var expressions = new Expressions();
    for (var i = 0; i < written.size(); i++) {
      var sid = written.get(i).id().sid();
      same(expressions, "E" + i, AttributeNames.outbox(sid), written.get(i)).remove("#E" + i);
      var content = written.get(i).details().content();
      if (content.isKnown()) {
        expressions
            .name("#W" + i, AttributeNames.tombstone(sid))
            .set("#W" + i + ".c", ":c" + i, StreamCodec.content(content));
      }
    }
    var forgotten = read.forgotten(written.size(), now);
    for (var i = 0; i < forgotten.size(); i++) {
      var sid = forgotten.get(i).id().sid();
      same(expressions, "F" + i, AttributeNames.tombstone(sid), forgotten.get(i)).remove("#F" + i);
    }
    return expressions.change();
  }

  /** Requires this stream's own attribute, and not that of a later stream with the same sid. */
  private static Expressions same(
      Expressions expressions, String alias, String attribute, Ended stream) {
    return expressions
        .name("#" + alias, attribute)
        .when("#%s.s = :%s".formatted(alias, alias))
        .value(":" + alias, millis(stream.id().startedAt()));
  }

  private static Expressions of(StreamId id) {
    return new Expressions()
        .name("#L", AttributeNames.lease(id.sid()))
        .name("#R", AttributeNames.tombstone(id.sid()));
  }

  /** Requires a member that has not expired; its start time identifies it among equal sids. */
  private static Expressions member(StreamId id, Instant now) {
    return new Expressions()
        .name("#L", AttributeNames.lease(id.sid()))
        .when("#L.s = :started")
        .value(":started", millis(id.startedAt()))
        .when("#L.x > :over")
        .value(":over", millis(now.minus(Member.REVIVABLE_FOR)));
  }

  private static Expressions bump(Expressions expressions) {
    return expressions.add("v :one").value(":one", number(1));
  }
}
