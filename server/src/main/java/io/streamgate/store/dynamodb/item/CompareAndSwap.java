package io.streamgate.store.dynamodb.item;

import static io.streamgate.store.dynamodb.item.AttributeValues.millis;
import static io.streamgate.store.dynamodb.item.AttributeValues.number;
import static io.streamgate.store.dynamodb.item.AttributeValues.texts;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.store.dynamodb.item.expression.Comparison;
import io.streamgate.store.dynamodb.item.expression.Expressions;
import io.streamgate.store.dynamodb.item.expression.ItemUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A decision of the kernel on an item as it was read, applied only if neither the membership nor
 * the override has changed since, and if no lapsed member that loses its slot was revived, and no
 * paused one plays.
 *
 * <p>The version detects the first two. It does not detect the others: heartbeats leave it alone,
 * so that they do not conflict with the viewer's starts. So the expiry of each lapsed member is
 * compared too, and when a paused member was paused. Apart from that, a live member loses its slot
 * despite heartbeats. The version does not tell either that somebody has removed an override that
 * has expired, so an admission that does the same compares until when it held.
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
    expressions.set("v", ":next", number(read.version() + 1));
  }

  /**
   * Admits a member and ends the streams whose slots it takes. Removes an override that has
   * expired, which the kernel has left out of {@code next}.
   */
  public static ItemUpdate admitting(
      ViewerItem read, Member admitted, LeaseSet next, List<Ended> ended, Duration retention) {
    var swap = new CompareAndSwap(read);
    swap.stillEmpty();
    swap.end(ended);
    swap.members(next.members());
    swap.forgetOlder(admitted.id().sid());
    swap.expressions
        .name("#L", AttributeNames.lease(admitted.id().sid()))
        .set("#L", ":lease", fromM(StreamCodec.lease(admitted)));
    var clauses = new OverrideClauses(retention);
    if (next.override() == null && read.set().override() != null) {
      clauses.removeExpired(swap.expressions, read.override(), admitted.expiresAt());
    } else {
      clauses.keep(swap.expressions, admitted.expiresAt());
    }
    return swap.expressions.change();
  }

  /**
   * An item that holds nothing may be deleted at the end of an erasure, and the versions of the
   * next one begin at 1 again: the same version is no proof that it still holds nothing.
   */
  private void stillEmpty() {
    if (read.version() != 0 && read.members().isEmpty() && read.override().isEmpty()) {
      expressions
          .when("attribute_not_exists(ids)")
          .when("attribute_not_exists(un)")
          .when("attribute_not_exists(o)");
    }
  }

  /** Sets the viewer's override, or removes it if null. */
  public static ItemUpdate overriding(
      ViewerItem read, @Nullable ViewerOverride override, Duration retention, Instant now) {
    var expressions = new CompareAndSwap(read).expressions;
    var clauses = new OverrideClauses(retention);
    return (override == null
            ? clauses.remove(expressions, read.lastLease(now))
            : clauses.put(expressions, override))
        .change();
  }

  /** Ends members, by expiry or by their player; copies their leases as the table has them. */
  public static ItemUpdate ending(ViewerItem read, LeaseSet next, List<Ended> ended) {
    var swap = new CompareAndSwap(read);
    swap.end(ended);
    swap.members(next.members());
    return swap.expressions.change();
  }

  /**
   * Records an ended stream with data computed by the node: a past view, or a member that ends with
   * an amendment and whose lease must be unchanged.
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
        .name("#E", AttributeNames.outbox(sid))
        .set("#E", ":last", fromM(last))
        .name("#R", AttributeNames.tombstone(sid))
        .set("#R", ":tombstone", fromM(StreamCodec.tombstone(recorded)));
    return swap.expressions.change();
  }

  /** Compares the parts, because not every engine compares maps. */
  private void unchanged(Map<String, AttributeValue> lease) {
    for (var part : StreamCodec.COMPARED) {
      var value = lease.get(part);
      if (value == null) {
        expressions.when("attribute_not_exists(#L.%s)".formatted(part));
      } else {
        expressions.when("#L.%s = :%s".formatted(part, part)).value(":" + part, value);
      }
    }
  }

  /** Without spaces, because all members may end at once, and an expression has at most 4 KB. */
  private void end(List<Ended> ended) {
    for (var i = 0; i < ended.size(); i++) {
      var stream = ended.get(i);
      var sid = stream.id().sid();
      expressions
          .set("#E%d=#D%d".formatted(i, i))
          .name("#D" + i, AttributeNames.lease(sid))
          .name("#E" + i, AttributeNames.outbox(sid))
          .set("#R%d=:r%d".formatted(i, i))
          .name("#R" + i, AttributeNames.tombstone(sid))
          .value(":r" + i, fromM(StreamCodec.tombstone(stream)))
          .remove("#D" + i);
      if (wasLapsed(stream)) {
        expressions
            .when("#D%d.x = :x%d".formatted(i, i))
            .value(":x" + i, millis(stream.last().expiresAt()));
      }
      if (stream.ending() instanceof Ending.Evicted
          && stream.last().playback() instanceof Playback.Paused(var since, _)) {
        expressions.when("#D%d.p = :p%d".formatted(i, i)).value(":p" + i, millis(since));
      }
    }
  }

  private static boolean wasLapsed(Ended stream) {
    return switch (stream.ending()) {
      case Ending.Displaced _, Ending.Expired _ -> true;
      case Ending.Finished _, Ending.Stopped _, Ending.Recorded _ -> false;
      case Ending.Evicted _, Ending.Replaced _ -> false;
      case Ending.Terminated _, Ending.Other _ -> false;
    };
  }

  private void members(List<Member> members) {
    assign(AttributeNames.IDS, ViewerItem.counted(members));
    assign(AttributeNames.UNCOUNTED, ViewerItem.uncounted(members));
    assign(AttributeNames.DEVICES, DeviceMarks.of(members));
  }

  private void assign(String name, Set<String> texts) {
    if (texts.isEmpty()) {
      expressions.remove(name);
    } else {
      expressions.set(name + " = :" + name).value(":" + name, texts(texts));
    }
  }

  /** Removes what is left of an older stream with the same key. */
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
