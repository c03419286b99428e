package io.streamgate.store.dynamodb.item;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The rows of the table: {@code pk} is {@code u#viewer}, {@code sk} is {@code L} for the viewer's
 * live item, {@code H#id} for a stream in history (ids sort by start time), {@code D#id#digest} for
 * details too large for the live item.
 */
public final class RowKeys {

  /** The name of the partition key. */
  public static final String PARTITION = "pk";

  /** The name of the sort key. */
  public static final String SORT = "sk";

  /** The name of the attribute by which the table drops rows, in seconds since the epoch. */
  public static final String TTL = AttributeNames.TTL;

  private static final String HISTORY = "H#";
  private static final String ABOVE_EVERY_ID = "~";

  /** The key of a row that nobody writes. */
  public static final Map<String, AttributeValue> PROBE =
      Map.of(PARTITION, AttributeValue.fromS("probe"), SORT, AttributeValue.fromS("probe"));

  private static final String LIVE = "L";
  private static final String DETAILS = "D#";

  /**
   * Large details of a stream that is still running have no end to count from. A stream that runs
   * for longer loses them.
   */
  private static final Duration LONGEST_STREAM = Duration.ofDays(30);

  private RowKeys() {}

  /** The key of a viewer's live item. */
  public static Map<String, AttributeValue> live(ViewerId viewer) {
    return key(viewer, LIVE);
  }

  /** The key of a stream's row in history. */
  public static Map<String, AttributeValue> history(ViewerId viewer, StreamId id) {
    return key(viewer, HISTORY + id);
  }

  /**
   * The values of {@code :pk}, {@code :first} and {@code :last} for history up to that id, or for
   * all of it.
   */
  public static Map<String, AttributeValue> historyUpTo(ViewerId viewer, @Nullable StreamId last) {
    return Map.of(
        ":pk", partition(viewer),
        ":first", AttributeValue.fromS(HISTORY),
        ":last", AttributeValue.fromS(HISTORY + (last == null ? ABOVE_EVERY_ID : last)));
  }

  /** The key of large details. */
  public static Map<String, AttributeValue> details(
      ViewerId viewer, StreamId id, DetailsReference elsewhere) {
    return key(viewer, DETAILS + id + "#" + elsewhere.digest());
  }

  /**
   * A stream's row in history, whole: its details are packed into it however large they are.
   *
   * @param kept what the viewer's item has of the stream: what this version does not know of it,
   *     goes into the row as it is
   */
  public static Map<String, AttributeValue> historyRow(
      ViewerId viewer, Ended ended, Map<String, AttributeValue> kept, Duration retention) {
    var row = new HashMap<>(kept);
    StreamCodec.LEASE.forEach(row::remove);
    row.putAll(history(viewer, ended.id()));
    row.putAll(StreamCodec.lease(ended.last()));
    StreamCodec.ending(ended.ending()).forEach(row::putIfAbsent);
    if (!ended.details().equals(Details.NONE)) {
      row.put(StreamCodec.DETAILS, StreamCodec.packed(ended.details()));
    }
    row.put(TTL, seconds(ended.ending().at().plus(retention)));
    return row;
  }

  /** The stream that a row in history tells of. */
  public static Ended ended(Map<String, AttributeValue> row) {
    var id = new StreamId(sortKey(row).substring(HISTORY.length()));
    return new Ended(StreamCodec.member(id.sid(), row), StreamCodec.ending(row));
  }

  /** A row with large details. */
  public static Map<String, AttributeValue> detailsRow(
      ViewerId viewer, StreamId id, Details details, Instant now, Duration retention) {
    var elsewhere = new DetailsReference(Packing.digest(details));
    var row = new HashMap<>(details(viewer, id, elsewhere));
    row.put(StreamCodec.DETAILS, StreamCodec.packed(details));
    row.put(TTL, seconds(now.plus(retention).plus(LONGEST_STREAM)));
    return row;
  }

  /** The details in such a row, or in history's. */
  public static Details details(Map<String, AttributeValue> row) {
    return StreamCodec.details(row);
  }

  /** Whole seconds, not before {@code instant}. */
  static AttributeValue seconds(Instant instant) {
    return AttributeValues.number(Math.ceilDiv(instant.toEpochMilli(), 1000));
  }

  private static AttributeValue partition(ViewerId viewer) {
    return AttributeValue.fromS("u#" + viewer);
  }

  private static String sortKey(Map<String, AttributeValue> row) {
    return AttributeValues.text(row, SORT)
        .orElseThrow(() -> new IllegalArgumentException("no key among " + row.keySet()));
  }

  private static Map<String, AttributeValue> key(ViewerId viewer, String sort) {
    return Map.of(PARTITION, partition(viewer), SORT, AttributeValue.fromS(sort));
  }
}
