package io.streamgate;

import io.streamgate.limiter.World;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A world whose time changes only when the test advances it. */
public final class TestWorld implements World {

  /** The initial time, at the start of a minute. */
  public static final Instant BEGIN = Instant.parse("2026-11-23T18:00:00Z");

  /** Each world has random bytes of its own. */
  private static final AtomicLong WORLDS = new AtomicLong();

  private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
  private final AtomicLong random = new AtomicLong(WORLDS.incrementAndGet() << 32);

  /** Advances the time. */
  public void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  @Override
  public Instant now() {
    return now.get();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  /** Different bytes each time; they need not be unpredictable in a test. */
  @Override
  public byte[] randomBytes(int count) {
    var bytes = new byte[count];
    var next = random.incrementAndGet();
    for (var i = 0; i < Math.min(count, Long.BYTES); i++) {
      bytes[i] = (byte) (next >>> (8 * i));
    }
    return bytes;
  }
}
