package io.streamgate.lease.id;

/**
 * One player that plays one thing at a time: a tab, a set-top box, a phone's app. Not a machine
 * with several players.
 *
 * @param id what the player calls itself; empty where it named no device
 */
public record Device(String id) {

  /** A player that did not say which device it is. No other stream is ever taken for its own. */
  public static final Device UNNAMED = new Device("");

  /** The first {@value Sid#MARK_LENGTH} characters of every {@link Sid} of this device. */
  String mark() {
    return id.isEmpty() ? Sid.UNNAMED_MARK : Sid.digest(id).substring(0, Sid.MARK_LENGTH);
  }
}
