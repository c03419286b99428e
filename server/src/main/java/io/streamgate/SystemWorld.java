package io.streamgate;

import io.streamgate.limiter.World;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The only clock. The time is the wall clock's at the start and from then on the machine's steady
 * counter, so that a clock that is stepped changes no lease.
 */
final class SystemWorld implements World {

  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();
  private final SecureRandom random = new SecureRandom();

  @Override
  public Instant now() {
    return start.plusNanos(System.nanoTime() - startNanos).truncatedTo(ChronoUnit.MILLIS);
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
