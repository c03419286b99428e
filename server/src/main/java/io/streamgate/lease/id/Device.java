package io.streamgate.lease.id;

/**
 * One player that plays one thing at a time: a tab, a set-top box, a phone's app. Not a machine
 * with several players.
 */
public sealed interface Device {

  /** A player that did not say which device it is. No other stream is ever taken for its own. */
  Device UNNAMED = new Unnamed();

  /**
   * A player that said which device it is.
   *
   * @param id what it calls itself; not empty
   */
  record Named(String id) implements Device {
    public Named {
      if (id.isEmpty()) {
        throw new IllegalArgumentException("a device's id has a character or more");
      }
    }
  }

  /** A player that did not say. */
  record Unnamed() implements Device {}
}
