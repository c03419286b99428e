package io.streamgate.store.dynamodb.item;

import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The keys and contents of the table's rows: {@code pk} is {@code u#viewer}; {@code sk} is {@code
 * L} for the viewer's live item, {@code H#id} for a stream in history (ids sort by start time), and
 * {@code D#id#digest} for details too large for the live item. No other {@code pk} begins with
 * {@code u#}, so no viewer has the rows that are nobody's: secrets, and the audit of erasures.
 */
public final class RowKeys {

  /** The name of the partition key. */
  public static final String PARTITION = "pk";

  /** The name of the sort key. */
  public static final String SORT = "sk";

  /** The name of the time to live attribute, in seconds since the epoch. */
  public static final String TTL = AttributeNames.TTL;

  private static final String LIVE = "L";
  private static final String HISTORY = "H#";
  private static final String DETAILS = "D#";
  private static final String ABOVE_EVERY_ID = "~";

  /** A key that is never written. */
  public static final Map<String, AttributeValue> PROBE =
      Map.of(PARTITION, AttributeValue.fromS("probe"), SORT, AttributeValue.fromS("probe"));

  /** Bounds the lifetime of large details, which a stream that runs for longer loses. */
  static final Duration LONGEST_STREAM = Duration.ofDays(30);

  private static final Comparator<Ended> IN_ORDER_OF_END =
      Comparator.comparing((Ended e) -> e.ending().at()).thenComparing(Ended::id);

  private RowKeys() {}

  /** The key of a viewer's live item. */
  public static Map<String, AttributeValue> live(ViewerId viewer) {
    return key(viewer, LIVE);
  }

  /** The key of a stream's row in history. */
  public static Map<String, AttributeValue> history(ViewerId viewer, StreamId id) {
    return key(viewer, HISTORY + id);
  }

  /** The values for a query of history up to {@code last}; null for all of it. */
  public static Map<String, AttributeValue> historyUpTo(ViewerId viewer, @Nullable StreamId last) {
    return Map.of(
        ":pk", partition(viewer),
        ":first", AttributeValue.fromS(HISTORY),
        ":last", AttributeValue.fromS(HISTORY + (last == null ? ABOVE_EVERY_ID : last)));
  }

  /** The key of large details. */
  public static Map<String, AttributeValue> details(
      ViewerId viewer, StreamId id, DetailsReference reference) {
    return key(viewer, DETAILS + id + "#" + reference.digest());
  }

  /**
   * A stream's row in history, with its packed details whatever their size. Copies those attributes
   * of {@code kept}, which the viewer's item has of the stream, that this version does not know.
   */
  public static Map<String, AttributeValue> historyRow(
      ViewerId viewer, Ended ended, Map<String, AttributeValue> kept, Duration retention) {
    var row = new HashMap<>(kept);
    StreamCodec.LEASE.forEach(row::remove);
    row.putAll(history(viewer, ended.id()));
    row.putAll(StreamCodec.lease(ended.last()));
    StreamCodec.ending(ended.ending()).forEach(row::putIfAbsent);
    if (!ended.details().isEmpty()) {
      row.put(StreamCodec.DETAILS, StreamCodec.packed(ended.details()));
    }
    row.put(TTL, seconds(ended.ending().at().plus(retention)));
    return row;
  }

  /** The stream in a row of history. */
  public static Ended ended(Map<String, AttributeValue> row) {
    var key =
        AttributeValues.text(row, SORT)
            .orElseThrow(() -> new IllegalArgumentException("no key among " + row.keySet()));
    var id = new StreamId(key.substring(HISTORY.length()));
    return new Ended(StreamCodec.member(id.sid(), row), StreamCodec.ending(row));
  }

  /** A viewer's live item. */
  static ViewerItem item(Map<String, AttributeValue> item) {
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
    var override = item.get(AttributeNames.OVERRIDE);
    return new ViewerItem(
        version, members, ended, unwritten, leases, override == null ? Map.of() : override.m());
  }

  private static Map<String, AttributeValue> merged(
      Map<String, AttributeValue> lease, Map<String, AttributeValue> tombstone) {
    var all = new HashMap<>(lease);
    all.putAll(tombstone);
    return Map.copyOf(all);
  }

  /** Without its outbox entry, only the id, the ending and the content of a stream are known. */
  private static Ended ended(
      Sid sid, Map<String, AttributeValue> tombstone, Optional<Map<String, AttributeValue>> last) {
    var ending = StreamCodec.ending(tombstone);
    var member =
        last.map(lease -> StreamCodec.member(sid, lease))
            .orElseGet(
                () ->
                    ViewerItem.bare(
                        StreamCodec.started(sid, tombstone),
                        ending.at(),
                        StreamCodec.content(tombstone)));
    return new Ended(member, ending);
  }

  /** The row of large details. */
  public static Map<String, AttributeValue> detailsRow(
      ViewerId viewer, StreamId id, Details details, Instant now, Duration retention) {
    var reference = DetailsReference.to(details);
    var row = new HashMap<>(details(viewer, id, reference));
    row.put(StreamCodec.DETAILS, StreamCodec.packed(details));
    row.put(TTL, seconds(now.plus(retention).plus(LONGEST_STREAM)));
    return row;
  }

  /** The details in such a row, or in a row of history. */
  public static Details details(Map<String, AttributeValue> row) {
    return StreamCodec.details(row);
  }

  /** Rounds up to whole seconds. */
  public static AttributeValue seconds(Instant instant) {
    return AttributeValues.number(Math.ceilDiv(instant.toEpochMilli(), 1000));
  }

  /** The value of the partition key of a viewer's rows. */
  public static AttributeValue partition(ViewerId viewer) {
    return AttributeValue.fromS("u#" + viewer);
  }

  private static Map<String, AttributeValue> key(ViewerId viewer, String sort) {
    return Map.of(PARTITION, partition(viewer), SORT, AttributeValue.fromS(sort));
  }
}
