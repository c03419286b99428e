package io.streamgate.simulation;

import java.util.List;

/** The parts of an answer that a player acts on. */
sealed interface Reply {

  /** The stream plays, with a lease that ends then. */
  record Plays(String id, long expiresAtMs) implements Reply {}

  /**
   * The viewer is at the limit.
   *
   * @param live the streams that hold the slots
   * @param availableAtMs when a slot is free if their players fall silent; 0 if waiting cannot help
   */
  record Refused(List<String> live, long availableAtMs) implements Reply {
    public Refused {
      live = List.copyOf(live);
    }
  }

  /** The stream has ended, or never existed. */
  record IsOver() implements Reply {}

  /** The store did not answer. */
  record Unavailable() implements Reply {}

  /** Nothing to act on. */
  record Noted() implements Reply {}
}
