package io.streamgate.bench.cpu;

import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.Rules;
import io.streamgate.lease.Rules.AtLimit;
import io.streamgate.lease.Rules.Limit;
import io.streamgate.lease.Rules.SameDevice;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Playback.Report;
import io.streamgate.store.dynamodb.item.ItemUpdate;
import io.streamgate.store.dynamodb.item.RowKeys;
import io.streamgate.store.dynamodb.item.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A viewer with one stream, always at the same instant, and the answers of a DynamoDB that fit: the
 * store takes them for those to its own calls, whichever viewer it asks for.
 */
final class Scene {

  static final Duration INTERVAL = Duration.ofSeconds(30);
  static final Duration RETENTION = Duration.ofDays(30);
  static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");
  static final ViewerId VIEWER = new ViewerId("203.0.113.7");

  /** Long enough for a heartbeat to be confirmed by a read. */
  static final Rules RULES =
      new Rules(new Limit.AtMost(3), AtLimit.REFUSE, SameDevice.REPLACES, Duration.ofSeconds(180));

  static final Heartbeat HEARTBEAT =
      new Heartbeat(List.of(new Report.Plays(), new Report.IsAt(1_830_000)), RULES.lease());

  private static final Device DEVICE = new Device.Named("living-room-tv");
  private static final StreamId STREAM = StreamId.of(NOW, Sid.ofKey(VIEWER, DEVICE, "key"));

  /** About 200 bytes, the usual size of what a player says. */
  private static final Details DETAILS =
      new Details(
          """
          {"video_name":"The Third Man","content_id":"movie-9e3779b1","content_type":"vod",\
          "device_id":"living-room-tv","device_name":"Living room TV","device_type":"smart-tv",\
          "video_start_time":"2026-11-23T18:00:00Z"}""");

  static final Start.Play START =
      new Start.Play(STREAM, Playback.fromStart(), DETAILS, new Takeover.None());

  private static final Updates UPDATES = new Updates(RETENTION);
  private static final String CONSUMED =
      "\"ConsumedCapacity\":{\"CapacityUnits\":1.0,\"TableName\":\"streamgate\"}";

  private static final AtomicLong VIEWERS = new AtomicLong();

  private Scene() {}

  /** One who has asked for nothing yet: the starts of one viewer wait for each other. */
  static ViewerId anyViewer() {
    return new ViewerId("viewer-" + VIEWERS.incrementAndGet());
  }

  /** The update that a heartbeat is. */
  static ItemUpdate renewal() {
    return UPDATES.renew(STREAM, HEARTBEAT, NOW);
  }

  /** What an update is answered with while the stream runs. */
  static String updatedWhileRunning() {
    return "{\"Attributes\":%s,%s}".formatted(ItemJson.of(running()), CONSUMED);
  }

  /** What a read is answered with while the stream runs. */
  static String gotWhileRunning() {
    return "{\"Item\":%s,%s}".formatted(ItemJson.of(running()), CONSUMED);
  }

  /** What an end is answered with: history has the stream already, so that nothing follows. */
  static String updatedByEnd() {
    var item = new HashMap<>(RowKeys.live(VIEWER));
    item.put("v", AttributeValue.fromN("2"));
    item.put("R." + STREAM.sid(), value(UPDATES.end(STREAM, NOW), ":tombstone"));
    return "{\"Attributes\":%s,%s}".formatted(ItemJson.of(item), CONSUMED);
  }

  private static Map<String, AttributeValue> running() {
    var start = UPDATES.start(START, RULES, NOW);
    var item = new HashMap<>(RowKeys.live(VIEWER));
    item.put("ids", value(start, ":sid"));
    item.put("devs", value(start, ":marks"));
    item.put("v", AttributeValue.fromN("1"));
    item.put("ttl", value(start, ":ttl"));
    item.put("L." + STREAM.sid(), value(start, ":lease"));
    return item;
  }

  private static AttributeValue value(ItemUpdate change, String alias) {
    var value = change.values().get(alias);
    if (value == null) {
      throw new IllegalStateException("no " + alias + " in " + change);
    }
    return value;
  }
}
