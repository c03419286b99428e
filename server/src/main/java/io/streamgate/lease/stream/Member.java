package io.streamgate.lease.stream;

import io.streamgate.lease.id.StreamId;
import java.time.Duration;
import java.time.Instant;

/**
 * A stream that holds one of its viewer's slots, whether its lease runs (live) or ran out (lapsed).
 *
 * @param expiresAt the first instant at which its lease no longer runs
 */
public record Member(StreamId id, Instant expiresAt, Playback playback, Details details)
    implements Stream {

  /**
   * How long a silent member can still be revived. From then on it has ended, at its {@link
   * #expiresAt}, whether or not a store has noticed.
   */
  public static final Duration REVIVABLE_FOR = Duration.ofMinutes(10);

  /** Whether the lease runs at {@code now}. It is dead <i>at</i> its expiry, not after it. */
  public boolean isLiveAt(Instant now) {
    return now.isBefore(expiresAt);
  }

  /** Whether this lapsed so long before {@code now} that it has ended. */
  public boolean isOverAt(Instant now) {
    return !now.isBefore(expiresAt.plus(REVIVABLE_FOR));
  }

  /** This member with a lease that runs from {@code now}. */
  public Member renewed(Duration lease, Instant now) {
    return new Member(id, now.plus(lease), playback, details);
  }

  public Member with(Playback newPlayback) {
    return new Member(id, expiresAt, newPlayback, details);
  }

  public Member with(Details newDetails) {
    return new Member(id, expiresAt, playback, newDetails);
  }

  /** This member as it stood when it ended that way. */
  public Ended ended(Ending ending) {
    return new Ended(this, ending);
  }

  /** What became of this member if nobody ended it: it is over since its lease ran out. */
  public Ended expired() {
    return ended(new Ending.Expired(expiresAt));
  }
}
