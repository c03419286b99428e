package io.streamgate.bench;

import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Playback;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The benchmarks' input: the default policy and typical starts. */
final class Subject {

  static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");
  static final Duration LEASE = Duration.ofSeconds(90);
  static final Rules RULES =
      new Rules(new Limit.AtMost(3), AtLimit.REFUSE, SameDevice.REPLACES, LEASE);
  static final Heartbeat HEARTBEAT = new Heartbeat(List.of(), LEASE);

  /** 200 bytes, the usual size of a player's details. */
  private static final Details DETAILS =
      new Details("{\"video_name\":\"" + "x".repeat(183) + "\"}");

  private Subject() {}

  /** Returns a new start from an unnamed device. */
  static Start.Play start() {
    var random = new byte[Sid.RANDOM_BYTES];
    ThreadLocalRandom.current().nextBytes(random);
    var id = StreamId.of(NOW, Sid.ofRandom(Device.UNNAMED, random));
    return new Start.Play(id, Playback.fromStart(), DETAILS, new Takeover.None());
  }
}
