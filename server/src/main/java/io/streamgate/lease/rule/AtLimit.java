package io.streamgate.lease.rule;

/** What happens to a start when live streams fill a bound. */
public enum AtLimit {
  /** The new stream is refused. */
  REFUSE,
  /** The oldest stream ends. */
  EVICT_OLDEST,
  /** The longest paused stream ends, or the oldest if none is paused. */
  EVICT_IDLE
}
