package io.streamgate;

import io.streamgate.config.Config;
import io.streamgate.limiter.World;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The only clock. */
final class SystemWorld implements World {

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  private SystemWorld(InstantSource clock) {
    this.clock = clock;
  }

  /** Nodes that share a table share the time; one alone does best with its own. */
  static SystemWorld of(Config.Store store) {
    return switch (store) {
      case MEMORY, SQLITE -> steady();
      case DYNAMODB -> shared();
    };
  }

  /**
   * The wall clock's time at the start, and from then on the machine's steady counter, so that a
   * clock that is stepped changes no lease. For one node alone.
   */
  private static SystemWorld steady() {
    var start = Instant.now();
    var startNanos = System.nanoTime();
    return new SystemWorld(() -> start.plusNanos(System.nanoTime() - startNanos));
  }

  /**
   * The wall clock's time, which is what nodes that share a store can agree on: a clock that was
   * wrong and is set right is right at once.
   */
  private static SystemWorld shared() {
    return new SystemWorld(InstantSource.system());
  }

  @Override
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
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
