package io.streamgate;

import io.streamgate.limiter.World;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The world of a node that shares its store: its time is {@code clock}, which the store corrects.
 */
record SharedWorld(World own, InstantSource clock) implements World {

  @Override
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public long nanoTime() {
    return own.nanoTime();
  }

  @Override
  public byte[] randomBytes(int count) {
    return own.randomBytes(count);
  }
}
