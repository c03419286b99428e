package io.streamgate.store.dynamodb.item;

import static io.streamgate.store.dynamodb.item.AttributeValues.millis;
import static io.streamgate.store.dynamodb.item.AttributeValues.number;
import static io.streamgate.store.dynamodb.item.AttributeValues.text;
import static io.streamgate.store.dynamodb.item.AttributeValues.texts;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;

import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.Rules;
import io.streamgate.lease.Start;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The updates that are made without having read the item: one call each in the common case. A
 * condition that does not hold brings the item, and then the kernel decides on it: see {@link
 * CompareAndSwap}.
 *
 * <p>No reserved word is used as a name; attributes with a dot in their names and {@code ttl} go by
 * an alias.
 */
public final class Updates {

  private final Duration retention;

  /** Updates of items that the table may drop {@code retention} after the last lease in them. */
  public Updates(Duration retention) {
    this.retention = retention;
  }

  /**
   * Takes a slot if there is room. Members that have lapsed count as well: that is only too strict,
   * so it needs no clock.
   *
   * <p>For a limit of at least 1: an idle viewer has no {@code ids}, and is always let in.
   */
  public ItemUpdate start(Start.Play start, Rules rules, Instant now) {
    var member = new Member(start.id(), now.plus(rules.lease()), start.playback(), start.details());
    var expressions =
        of(start.id())
            .when("attribute_not_exists(#L)")
            .when("attribute_not_exists(#R)")
            .when("(attribute_not_exists(ids) OR size(ids) < :n)")
            .value(":n", number(rules.limit().bound()))
            .set("#L = :lease")
            .value(":lease", fromM(StreamCodec.lease(member)))
            .add("ids :sid")
            .value(":sid", texts(List.of(start.id().sid().value())));
    start.id().sid().deviceMark().ifPresent(mark -> device(expressions, mark, rules.sameDevice()));
    return bump(kept(expressions, member.expiresAt())).change();
  }

  private static void device(Expressions expressions, String mark, Rules.SameDevice sameDevice) {
    switch (sameDevice) {
      case REPLACES ->
          expressions
              .when("NOT contains(devs, :d)")
              .value(":d", text(mark))
              .value(":marks", texts(List.of(mark)));
      case COUNTS -> expressions.value(":marks", texts(List.of(mark, DeviceMarks.shared(mark))));
    }
    expressions.add("devs :marks");
  }

  /** Puts a view that is over on record, just as if it had been started and ended. */
  public ItemUpdate record(Start.PastView start, Rules rules, Instant now) {
    var member = new Member(start.id(), now, start.playback(), start.details());
    var ended = new Ended(member, new Ending.Recorded(now));
    var expressions =
        of(start.id())
            .when("attribute_not_exists(#L)")
            .when("attribute_not_exists(#R)")
            .set("#E = :lease")
            .name("#E", AttributeNames.outbox(start.id().sid()))
            .value(":lease", fromM(StreamCodec.lease(member)))
            .set("#R = :tombstone")
            .value(":tombstone", fromM(StreamCodec.tombstone(ended)));
    return bump(kept(expressions, now.plus(rules.lease()))).change();
  }

  /** Renews a member's lease. Who is a member stays as it is, and so does the version. */
  public ItemUpdate renew(StreamId id, Heartbeat heartbeat, Instant now) {
    var expiresAt = now.plus(heartbeat.lease());
    var expressions = member(id, now).set("#L.x = :expires").value(":expires", millis(expiresAt));
    PlaybackClauses.add(expressions, heartbeat.reports(), now);
    return kept(expressions, expiresAt).change();
  }

  /**
   * Ends a member and frees its slot. The server copies the lease to the outbox, so that no change
   * of its data is lost that the node has not seen.
   */
  public ItemUpdate end(StreamId id, Instant now) {
    var ended = StreamCodec.tombstone(new Ended(ViewerItem.bare(id, now), new Ending.Stopped(now)));
    var expressions =
        member(id, now)
            .set("#E = #L")
            .name("#E", AttributeNames.outbox(id.sid()))
            .set("#R = :tombstone")
            .name("#R", AttributeNames.tombstone(id.sid()))
            .value(":tombstone", fromM(ended))
            .remove("#L")
            .delete("ids :sid")
            .value(":sid", texts(List.of(id.sid().value())));
    id.sid()
        .deviceMark()
        .ifPresent(
            mark ->
                expressions
                    .when("NOT contains(devs, :shared)")
                    .value(":shared", text(DeviceMarks.shared(mark)))
                    .delete("devs :marks")
                    .value(":marks", texts(List.of(mark))));
    return bump(expressions).change();
  }

  /**
   * Changes what is known of a member, if its details are still those that the change was worked
   * out from.
   */
  public ItemUpdate amend(ViewerItem read, Member changed, List<Report> told, Instant now) {
    var id = changed.id();
    var expressions = member(id, now);
    PlaybackClauses.add(expressions, told, now);
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
      expressions.set("#L.m = :details").value(":details", details);
    }
    return expressions.change();
  }

  /**
   * Takes out of the item what is written in history, and tombstones that nobody needs any more.
   */
  public ItemUpdate settle(ViewerItem read, List<Ended> written, Instant now) {
    var expressions = new Expressions();
    for (var i = 0; i < written.size(); i++) {
      tombstone(expressions, "W" + i, written.get(i));
      expressions.remove("#E" + i).name("#E" + i, AttributeNames.outbox(written.get(i).id().sid()));
    }
    var forgotten = read.forgotten(written.size(), now);
    for (var i = 0; i < forgotten.size(); i++) {
      tombstone(expressions, "F" + i, forgotten.get(i));
      expressions.remove("#F" + i);
    }
    return expressions.change();
  }

  /** A later stream may have the sid, and a tombstone of its own. */
  private static void tombstone(Expressions expressions, String alias, Ended stream) {
    expressions
        .name("#" + alias, AttributeNames.tombstone(stream.id().sid()))
        .when("#%s.s = :%s".formatted(alias, alias))
        .value(":" + alias, millis(stream.id().startedAt()));
  }

  private static Expressions of(StreamId id) {
    return new Expressions()
        .name("#L", AttributeNames.lease(id.sid()))
        .name("#R", AttributeNames.tombstone(id.sid()));
  }

  /** A member: the start time is in its id, and an id never names two streams. */
  private static Expressions member(StreamId id, Instant now) {
    return new Expressions()
        .name("#L", AttributeNames.lease(id.sid()))
        .when("#L.s = :started")
        .value(":started", millis(id.startedAt()))
        .when("#L.x > :over")
        .value(":over", millis(now.minus(Member.REVIVABLE_FOR)));
  }

  private Expressions kept(Expressions expressions, Instant expiresAt) {
    return expressions
        .set("#t = :ttl")
        .name("#t", AttributeNames.TTL)
        .value(":ttl", RowKeys.seconds(expiresAt.plus(retention)));
  }

  private static Expressions bump(Expressions expressions) {
    return expressions.add("v :one").value(":one", number(1));
  }
}
