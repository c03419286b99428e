package io.streamgate.store.dynamodb.table;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds how many calls are under way. A quarter of the places is kept for what keeps a running
 * stream or frees a slot: a flood of starts must not end the streams that play.
 */
final class Gate {

  private final int places;
  private final AtomicInteger taken = new AtomicInteger();

  /** A gate with so many places, at least 4. */
  Gate(int places) {
    if (places < 4) {
      throw new IllegalArgumentException("at least 4 calls may be under way, not " + places);
    }
    this.places = places;
  }

  /** Takes a place, to be {@link #leave left} again, unless there is none. */
  boolean enter(Lane lane) {
    var open =
        switch (lane) {
          case ANY -> places - places / 4;
          case URGENT -> places;
        };
    var before = taken.getAndUpdate(now -> now < open ? now + 1 : now);
    return before < open;
  }

  void leave() {
    taken.decrementAndGet();
  }

  /** How many calls are under way. */
  int taken() {
    return taken.get();
  }
}
