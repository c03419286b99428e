package io.streamgate.simulation;

import io.streamgate.limiter.World;
import java.time.Instant;
import java.util.SplittableRandom;

/** The server's clock and its chance. It is as steady as the timeline, but where it was stepped. */
final class SimulatedClock implements World {

  private static final long BEGIN_MS = Instant.parse("2026-11-23T18:00:00Z").toEpochMilli();

  private final Timeline timeline;
  private final SplittableRandom chance;
  private long offMs;

  SimulatedClock(Timeline timeline, SplittableRandom chance) {
    this.timeline = timeline;
    this.chance = chance;
  }

  /** Sets the clock by so many milliseconds, forward or back. */
  void step(long byMs) {
    offMs += byMs;
  }

  /** How far it has been set from where it would be, in milliseconds. */
  long offMs() {
    return offMs;
  }

  /** What the clock shows, in milliseconds since the epoch. */
  long nowMs() {
    return BEGIN_MS + timeline.nowMs() + offMs;
  }

  @Override
  public Instant now() {
    return Instant.ofEpochMilli(nowMs());
  }

  @Override
  public long nanoTime() {
    return timeline.nowMs() * 1_000_000;
  }

  @Override
  public byte[] randomBytes(int count) {
    var bytes = new byte[count];
    chance.nextBytes(bytes);
    return bytes;
  }
}
