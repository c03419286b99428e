package io.streamgate.store.shared;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds how many calls are in flight. A quarter of the places is kept for what keeps a running
 * stream or frees a slot: a flood of starts must not end the streams that play. Any thread may
 * call.
 */
public final class CallLimit {

  private final int places;
  private final AtomicInteger taken = new AtomicInteger();

  /** A limit of {@code places} calls, at least 4. */
  public CallLimit(int places) {
    if (places < 4) {
      throw new IllegalArgumentException("at least 4 calls may be under way, not " + places);
    }
    this.places = places;
  }

  /** Takes a place, to be {@link #leave left} again, unless there is none. */
  public boolean enter(Priority priority) {
    var open =
        switch (priority) {
          case NORMAL -> places - places / 4;
          case URGENT -> places;
        };
    var before = taken.getAndUpdate(now -> now < open ? now + 1 : now);
    return before < open;
  }

  /** Gives back a place that was taken. */
  public void leave() {
    taken.decrementAndGet();
  }

  /** How many calls are in flight. */
  public int taken() {
    return taken.get();
  }
}
