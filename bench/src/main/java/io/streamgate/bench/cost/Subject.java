package io.streamgate.bench.cost;

import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Playback;
import java.time.Duration;
import java.time.Instant;

/** The input of the measurements: the default policy and typical starts. */
final class Subject {

  static final Duration INTERVAL = Duration.ofSeconds(30);
  static final Duration RETENTION = Duration.ofDays(30);

  private Subject() {}

  static Rules rules(Duration lease) {
    return new Rules(new Limit.AtMost(3), AtLimit.REFUSE, SameDevice.REPLACES, lease);
  }

  /** Returns a start on a device that only this stream uses, with about 200 bytes of details. */
  static Start.Play start(ViewerId viewer, int stream, Instant now) {
    return start(viewer, stream, details(stream, now), now);
  }

  static Start.Play start(ViewerId viewer, int stream, Details details, Instant now) {
    var sid = Sid.ofKey(viewer, new Device.Named("device-" + stream), "start-" + stream);
    return new Start.Play(
        StreamId.of(now, sid), Playback.fromStart(), details, new Takeover.None());
  }

  private static Details details(int stream, Instant now) {
    return new Details(
        """
        {"video_name":"The Third Man, part %d","content_id":"movie-%08x","content_type":"vod",\
        "device_id":"device-%d","device_name":"Living room TV %d","device_type":"smart-tv",\
        "video_start_time":"%s"}"""
            .formatted(stream, stream * 0x9E3779B1, stream, stream, now));
  }
}
