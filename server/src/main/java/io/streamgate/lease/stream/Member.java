package io.streamgate.lease.stream;

import io.streamgate.lease.id.StreamId;
import java.time.Duration;
import java.time.Instant;

/**
 * A stream that holds a slot. It is live until its lease expires, then lapsed.
 *
 * @param lastSeenAt the last sign of life on record: the start, a repeated start or a heartbeat
 * @param expiresAt the first instant at which it is lapsed
 */
public record Member(
    StreamId id,
    Instant lastSeenAt,
    Instant expiresAt,
    Playback playback,
    Details details,
    AtStart atStart)
    implements Stream {

  /**
   * How long a heartbeat can revive a lapsed member. After that it has ended, at its {@link
   * #expiresAt}, whether or not a store has recorded it.
   */
  public static final Duration REVIVABLE_FOR = Duration.ofMinutes(10);

  /** By how much two clocks may differ that are each tolerated, and a second more. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(12);

  /** A member of no plan. */
  public Member(
      StreamId id, Instant lastSeenAt, Instant expiresAt, Playback playback, Details details) {
    this(id, lastSeenAt, expiresAt, playback, details, AtStart.UNKNOWN);
  }

  /** A member of no plan, of which only the start is on record. */
  public Member(StreamId id, Instant expiresAt, Playback playback, Details details) {
    this(id, id.startedAt(), expiresAt, playback, details);
  }

  /** Whether the lease is valid at {@code now}. It expires <i>at</i> {@link #expiresAt}. */
  public boolean isLiveAt(Instant now) {
    return now.isBefore(expiresAt);
  }

  /** Whether this member lapsed so long before {@code now} that it has ended. */
  public boolean isOverAt(Instant now) {
    return !now.isBefore(expiresAt.plus(REVIVABLE_FOR));
  }

  /**
   * This member with a lease from {@code now}. A lease never moves backwards: a renewal that
   * arrives late, or with a shorter lease, changes nothing.
   */
  public Member renewed(Duration lease, Instant now) {
    return new Member(
        id, later(lastSeenAt, now), later(expiresAt, now.plus(lease)), playback, details, atStart);
  }

  /**
   * This member as a player leaves: its lease is cut to {@code grace} from {@code now}, if it still
   * ends at {@code told} and not earlier than that.
   */
  public Member left(Instant told, Duration grace, Instant now) {
    var cut = now.plus(grace);
    return expiresAt.equals(told) && cut.isBefore(expiresAt)
        ? new Member(id, lastSeenAt, cut, playback, details, atStart)
        : this;
  }

  /**
   * This member as it is judged at the present time. A sign of life in the future was recorded by a
   * clock that was ahead: such a lease is taken to start now, or it would outlive its player for as
   * long as the clock was ahead.
   */
  public Member judgedAt(Instant present) {
    if (!lastSeenAt.isAfter(present.plus(CLOCKS_APART))) {
      return this;
    }
    var ahead = Duration.between(present, lastSeenAt);
    return new Member(id, present, expiresAt.minus(ahead), playback, details, atStart);
  }

  public Member with(Playback newPlayback) {
    return new Member(id, lastSeenAt, expiresAt, newPlayback, details, atStart);
  }

  /** This member with other details, but with the content that its start named. */
  public Member with(Details newDetails) {
    var naming = newDetails.naming(details.content());
    return new Member(id, lastSeenAt, expiresAt, playback, naming, atStart);
  }

  /** This member of that start. */
  public Member with(AtStart other) {
    return new Member(id, lastSeenAt, expiresAt, playback, details, other);
  }

  /** Whether the limit and the rules count this member. */
  public boolean isCounted() {
    return atStart.isCounted();
  }

  public Ended ended(Ending ending) {
    return new Ended(this, ending);
  }

  /** This member as expired at the end of its lease. */
  public Ended expired() {
    return ended(new Ending.Expired(expiresAt));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isBefore(b) ? b : a;
  }
}
