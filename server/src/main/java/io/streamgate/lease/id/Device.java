package io.streamgate.lease.id;

/** A player that plays one stream at a time: a browser tab, a set-top box, an app on a phone. */
public sealed interface Device {

  /** A player without a device id. No other stream is of the same device. */
  Device UNNAMED = new Unnamed();

  /** A player with a device id, which is not empty. */
  record Named(String id) implements Device {
    public Named {
      if (id.isEmpty()) {
        throw new IllegalArgumentException("a device id must not be empty");
      }
    }
  }

  record Unnamed() implements Device {}

  /** A player without a device id that is known to play another stream. */
  record OfAnotherStream() implements Device {}
}
