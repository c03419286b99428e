package io.streamgate;

import io.streamgate.config.Config;
import io.streamgate.limiter.World;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The clock and the random source. No other class reads either. */
final class SystemWorld implements World {

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  private SystemWorld(InstantSource clock) {
    this.clock = clock;
  }

  /** Nodes that share a table use the wall clock; a single node uses a steady clock. */
  static SystemWorld of(Config.Store store) {
    return new SystemWorld(
        switch (store) {
          case MEMORY, SQLITE -> steady();
          case DYNAMODB -> InstantSource.system();
        });
  }

  /** The wall clock at the start plus a monotonic counter, so that clock steps change no lease. */
  private static InstantSource steady() {
    var start = Instant.now();
    var startNanos = System.nanoTime();
    return () -> start.plusNanos(System.nanoTime() - startNanos);
  }

  @Override
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public World correctedBy(InstantSource shared) {
    return new Corrected(this, shared);
  }

  /** The world of a node that shares its store, which corrects the time. */
  private record Corrected(World own, InstantSource clock) implements World {

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

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public byte[] randomBytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
