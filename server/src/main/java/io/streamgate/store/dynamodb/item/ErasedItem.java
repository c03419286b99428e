package io.streamgate.store.dynamodb.item;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Termination;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A viewer's live item after an erasure, which replaces it as a whole, with attributes that this
 * version does not know.
 *
 * <pre>
 * v      one more than before, so that no swap that was decided before is applied
 * R.sid  a tombstone of each stream that had ended or was ended, with nothing but when and by whom,
 *        so that a repeated start does not start it again
 * ttl    {@link #KEPT_FOR} after the erasure
 * </pre>
 */
public final class ErasedItem {

  /** Longer than any request that was sent before the erasure is under way. */
  public static final Duration KEPT_FOR = Duration.ofMinutes(10);

  private static final Set<String> NAMES =
      Set.of(RowKeys.PARTITION, RowKeys.SORT, AttributeNames.VERSION, AttributeNames.TTL);

  private static final Set<String> OF_A_TOMBSTONE =
      Set.of(
          StreamCodec.STARTED,
          StreamCodec.ENDED,
          StreamCodec.REASON,
          StreamCodec.ROLE,
          StreamCodec.NOTE);

  private ErasedItem() {}

  /** What takes the place of the item {@code read}, of whose members {@code all} end now. */
  public static Map<String, AttributeValue> inPlaceOf(
      ViewerItem read, ViewerId viewer, List<Ended> all, Termination by, Instant now) {
    var item = new HashMap<>(RowKeys.live(viewer));
    item.put(AttributeNames.VERSION, AttributeValues.number(read.version() + 1));
    item.put(AttributeNames.TTL, AttributeValues.number(now.plus(KEPT_FOR).getEpochSecond()));
    for (var stream : read.ended()) {
      put(item, new Ended(stream.last(), new Ending.Terminated(stream.ending().at(), by)));
    }
    all.forEach(stream -> put(item, stream));
    return Map.copyOf(item);
  }

  private static void put(Map<String, AttributeValue> item, Ended stream) {
    var tombstone = AttributeValue.fromM(StreamCodec.tombstone(stream));
    item.put(AttributeNames.tombstone(stream.id().sid()), tombstone);
  }

  /**
   * When the item was erased, to the second, if nothing has been added to it since. A viewer who
   * was never erased can look the same once all is settled, but the time to live of its item is at
   * least {@link #KEPT_FOR} after the last start, heartbeat and override, too: the shortest
   * retention is as long.
   */
  public static Optional<Instant> erasedAt(Map<String, AttributeValue> item) {
    if (!item.containsKey(AttributeNames.TTL)
        || !item.entrySet().stream().allMatch(ErasedItem::isBare)) {
      return Optional.empty();
    }
    var ttl = Instant.ofEpochSecond(AttributeValues.number(item, AttributeNames.TTL));
    return Optional.of(ttl.minus(KEPT_FOR));
  }

  private static boolean isBare(Map.Entry<String, AttributeValue> attribute) {
    return NAMES.contains(attribute.getKey())
        || (attribute.getKey().startsWith(AttributeNames.TOMBSTONE)
            && isBareTombstone(attribute.getValue().m()));
  }

  private static boolean isBareTombstone(Map<String, AttributeValue> tombstone) {
    return OF_A_TOMBSTONE.containsAll(tombstone.keySet())
        && StreamCodec.ending(tombstone) instanceof Ending.Terminated;
  }
}
