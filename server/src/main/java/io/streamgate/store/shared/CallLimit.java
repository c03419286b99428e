package io.streamgate.store.shared;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the calls in flight. A quarter of the places is reserved for calls that keep a running
 * stream alive or free a slot: a flood of starts cannot end running streams. Any thread may call.
 */
public final class CallLimit {

  private final int places;
  private final AtomicInteger taken = new AtomicInteger();

  /** A limit of {@code places} calls, at least 4. */
  public CallLimit(int places) {
    if (places < 4) {
      throw new IllegalArgumentException("places must be at least 4, not " + places);
    }
    this.places = places;
  }

  /** Takes a place, which {@link #leave} gives back; returns false if none is free. */
  public boolean enter(Priority priority) {
    var open =
        switch (priority) {
          case NORMAL -> places - places / 4;
          case URGENT -> places;
        };
    var before = taken.getAndUpdate(now -> now < open ? now + 1 : now);
    return before < open;
  }

  /** Gives back a place. */
  public void leave() {
    taken.decrementAndGet();
  }

  /** How many calls are in flight. */
  public int taken() {
    return taken.get();
  }
}
