package io.streamgate.store.dynamodb.item;

import static io.streamgate.store.dynamodb.item.AttributeValues.millis;
import static io.streamgate.store.dynamodb.item.AttributeValues.number;
import static io.streamgate.store.dynamodb.item.AttributeValues.texts;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A change that the kernel decided on an item it was shown: made if nobody has changed the members
 * since, and if no lapsed member that it takes a slot from has been revived.
 *
 * <p>The version tells the first. It does not tell the second: a heartbeat leaves it alone, so that
 * the heartbeats of a viewer's streams and its starts do not get into each other's way. So for each
 * lapsed member the expiry is compared too. A live one that loses its slot, by rule or by choice,
 * loses it whatever its heartbeats say.
 */
public final class CompareAndSwap {

  private final ViewerItem read;
  private final Expressions expressions = new Expressions();

  private CompareAndSwap(ViewerItem read) {
    this.read = read;
    if (read.version() == 0) {
      expressions.when("attribute_not_exists(v)");
    } else {
      expressions.when("v = :v").value(":v", number(read.version()));
    }
    expressions.set("v = :next").value(":next", number(read.version() + 1));
  }

  /** Lets in a member whose slot may be that of others; {@code ended} lose theirs. */
  public static ItemUpdate admitting(
      ViewerItem read, Member admitted, LeaseSet next, List<Ended> ended, Duration retention) {
    var swap = new CompareAndSwap(read);
    swap.end(ended);
    swap.members(next.members());
    swap.forgetOlder(admitted.id().sid());
    swap.expressions
        .set("#L = :lease")
        .name("#L", AttributeNames.lease(admitted.id().sid()))
        .value(":lease", fromM(StreamCodec.lease(admitted)))
        .set("#t = :ttl")
        .name("#t", AttributeNames.TTL)
        .value(":ttl", RowKeys.seconds(admitted.expiresAt().plus(retention)));
    return swap.expressions.change();
  }

  /** Ends members, by time or by their player; their leases are copied as the table has them. */
  public static ItemUpdate ending(ViewerItem read, LeaseSet next, List<Ended> ended) {
    var swap = new CompareAndSwap(read);
    swap.end(ended);
    swap.members(next.members());
    return swap.expressions.change();
  }

  /**
   * Puts a stream on record with data that the node has worked out: a view that was over already,
   * or a member that ends with its last words. Of the latter nothing may have changed since.
   */
  public static ItemUpdate recording(ViewerItem read, LeaseSet next, Ended recorded) {
    var swap = new CompareAndSwap(read);
    var sid = recorded.id().sid();
    var lease = Optional.ofNullable(read.leases().get(recorded.id())).map(AttributeValue::m);
    var last = new HashMap<>(lease.orElse(Map.of()));
    StreamCodec.LEASE.forEach(last::remove);
    if (lease.isPresent()) {
      swap.expressions.name("#L", AttributeNames.lease(sid)).remove("#L");
      swap.unchanged(lease.get());
      new Comparison(swap.expressions).unchanged("#L", lease.get().size(), last);
      swap.members(next.members());
    }
    last.putAll(StreamCodec.lease(recorded.last()));
    swap.expressions
        .set("#E = :last")
        .name("#E", AttributeNames.outbox(sid))
        .value(":last", fromM(last))
        .set("#R = :tombstone")
        .name("#R", AttributeNames.tombstone(sid))
        .value(":tombstone", fromM(StreamCodec.tombstone(recorded)));
    return swap.expressions.change();
  }

  /** Part by part: not every engine compares maps. */
  private void unchanged(Map<String, AttributeValue> lease) {
    for (var part : StreamCodec.LEASE) {
      var value = lease.get(part);
      if (value == null) {
        expressions.when("attribute_not_exists(#L.%s)".formatted(part));
      } else {
        expressions.when("#L.%s = :%s".formatted(part, part)).value(":" + part, value);
      }
    }
  }

  private void end(List<Ended> ended) {
    for (var i = 0; i < ended.size(); i++) {
      var stream = ended.get(i);
      var sid = stream.id().sid();
      expressions
          .set("#E%d = #D%d".formatted(i, i))
          .name("#D" + i, AttributeNames.lease(sid))
          .name("#E" + i, AttributeNames.outbox(sid))
          .set("#R%d = :r%d".formatted(i, i))
          .name("#R" + i, AttributeNames.tombstone(sid))
          .value(":r" + i, fromM(StreamCodec.tombstone(stream)))
          .remove("#D" + i);
      if (wasLapsed(stream)) {
        expressions
            .when("#D%d.x = :x%d".formatted(i, i))
            .value(":x" + i, millis(stream.last().expiresAt()));
      }
    }
  }

  private static boolean wasLapsed(Ended stream) {
    return switch (stream.ending()) {
      case Ending.Displaced _, Ending.Expired _ -> true;
      case Ending.Stopped _,
          Ending.Recorded _,
          Ending.Evicted _,
          Ending.Replaced _,
          Ending.Other _ ->
          false;
    };
  }

  private void members(List<Member> members) {
    assign(AttributeNames.IDS, ViewerItem.ids(members));
    assign(AttributeNames.DEVICES, DeviceMarks.of(members));
  }

  private void assign(String name, Set<String> texts) {
    if (texts.isEmpty()) {
      expressions.remove(name);
    } else {
      expressions.set(name + " = :" + name).value(":" + name, texts(texts));
    }
  }

  /** A key whose two minutes are over names another stream now. */
  private void forgetOlder(Sid sid) {
    if (read.ended().stream().anyMatch(stream -> stream.id().hasSid(sid))) {
      expressions
          .remove("#R")
          .name("#R", AttributeNames.tombstone(sid))
          .remove("#E")
          .name("#E", AttributeNames.outbox(sid));
    }
  }
}
