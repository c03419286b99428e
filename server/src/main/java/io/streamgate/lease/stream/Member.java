package io.streamgate.lease.stream;

import io.streamgate.lease.id.StreamId;
import java.time.Duration;
import java.time.Instant;

/**
 * A stream that holds a slot. It is live until its lease expires, then lapsed.
 *
 * @param expiresAt the first instant at which it is lapsed
 */
public record Member(StreamId id, Instant expiresAt, Playback playback, Details details)
    implements Stream {

  /**
   * How long a heartbeat can revive a lapsed member. After that it has ended, at its {@link
   * #expiresAt}, whether or not a store has recorded it.
   */
  public static final Duration REVIVABLE_FOR = Duration.ofMinutes(10);

  /** Whether the lease is valid at {@code now}. It expires <i>at</i> {@link #expiresAt}. */
  public boolean isLiveAt(Instant now) {
    return now.isBefore(expiresAt);
  }

  /** Whether this member lapsed so long before {@code now} that it has ended. */
  public boolean isOverAt(Instant now) {
    return !now.isBefore(expiresAt.plus(REVIVABLE_FOR));
  }

  /** This member with a lease from {@code now}. */
  public Member renewed(Duration lease, Instant now) {
    return new Member(id, now.plus(lease), playback, details);
  }

  public Member with(Playback newPlayback) {
    return new Member(id, expiresAt, newPlayback, details);
  }

  /** This member with other details, but with the content that its start named. */
  public Member with(Details newDetails) {
    return new Member(id, expiresAt, playback, newDetails.naming(details.content()));
  }

  public Ended ended(Ending ending) {
    return new Ended(this, ending);
  }

  /** This member as expired at the end of its lease. */
  public Ended expired() {
    return ended(new Ending.Expired(expiresAt));
  }
}
