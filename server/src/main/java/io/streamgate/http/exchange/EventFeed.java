package io.streamgate.http.exchange;

import java.util.Optional;

/**
 * What a response of server-sent events sends, until either side ends it. Its own bound is the
 * feed's: a client that does not read is the feed's to give up.
 */
public interface EventFeed {

  /**
   * One event.
   *
   * @param name the {@code event} field
   * @param data one line
   */
  record Message(String name, byte[] data, Position position) {}

  /** Whether a message is the last one. */
  enum Position {
    WITHIN,
    LAST
  }

  /** Calls {@code action}, on any thread, when there is a message after there was none. */
  void whenReady(Runnable action);

  /** The next message; empty if there is none yet. Called on an event loop. */
  Optional<Message> poll();

  /** Whether only the last message is left. It is sent even to a client that does not read. */
  boolean isOver();

  /** The response is over. Called once. */
  void close();
}
