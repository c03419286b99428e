package io.streamgate.lease.rule;

/** What happens to an earlier stream of the same device. */
public enum SameDevice {
  /** The new stream takes its slot. */
  REPLACES,
  /** Nothing. A device may play several streams. */
  COUNTS
}
