package io.streamgate.lease;

import java.time.Duration;
import java.time.Instant;

/**
 * A player that may be gone, such as a page that was hidden or an app in the background. Its lease
 * is cut to {@code grace} from now; a heartbeat undoes that. It is the only change that makes a
 * lease shorter.
 *
 * @param told the end of the lease that the player was last told: a lease that ends at another time
 *     was renewed since, and is not cut
 */
public record Leave(Instant told, Duration grace) {
  public Leave {
    if (!grace.isPositive()) {
      throw new IllegalArgumentException("a grace must be positive, not " + grace);
    }
  }
}
