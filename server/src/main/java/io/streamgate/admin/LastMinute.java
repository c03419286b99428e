package io.streamgate.admin;

import io.streamgate.lease.stream.Ending;
import io.streamgate.limiter.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;

/**
 * MinuteCounts what has happened on this node in the last minute. {@link #tick} is to be called
 * every second. Thread-safe.
 */
public final class LastMinute implements Event.Listener {

  private static final int SECONDS = 60;

  private final LongAdder starts = new LongAdder();
  private final LongAdder refusals = new LongAdder();
  private final LongAdder evictions = new LongAdder();
  private final LongAdder heartbeats = new LongAdder();
  private final LongAdder errors = new LongAdder();

  /** The totals of the last minute's seconds, the oldest first. Guarded by this. */
  private final Deque<MinuteCounts> seconds = new ArrayDeque<>();

  /** How often each has happened. */
  public record MinuteCounts(
      long starts, long refusals, long evictions, long heartbeats, long errors) {

    private MinuteCounts since(MinuteCounts earlier) {
      return new MinuteCounts(
          starts - earlier.starts,
          refusals - earlier.refusals,
          evictions - earlier.evictions,
          heartbeats - earlier.heartbeats,
          errors - earlier.errors);
    }
  }

  /** Nothing has happened yet. */
  public LastMinute() {
    seconds.add(totals());
  }

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.Started start when start.manner() == Event.Manner.ADMITTED -> starts.increment();
      case Event.NotStarted refused -> count(refused.reason());
      case Event.StreamEnded end when end.stream().ending() instanceof Ending.Evicted ->
          evictions.increment();
      case Event.HeartbeatAnswered _ -> heartbeats.increment();
      case Event.StoreFailed _ -> errors.increment();
      default -> {} // nothing that is shown
    }
  }

  private void count(Event.Reason reason) {
    switch (reason) {
      case LIMIT_REACHED, RULE_REACHED, NOT_ALLOWED -> refusals.increment();
      case ALREADY_ENDED, KEY_REUSED, TOO_MANY_STARTS -> {}
    }
  }

  /** A second has passed. */
  public synchronized void tick() {
    seconds.add(totals());
    if (seconds.size() > SECONDS) {
      seconds.removeFirst();
    }
  }

  /** What has happened in the last 60 seconds, or since the start if that is less. */
  public synchronized MinuteCounts counts() {
    return totals().since(seconds.getFirst());
  }

  private MinuteCounts totals() {
    return new MinuteCounts(
        starts.sum(), refusals.sum(), evictions.sum(), heartbeats.sum(), errors.sum());
  }
}
