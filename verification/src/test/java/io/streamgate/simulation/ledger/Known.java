package io.streamgate.simulation.ledger;

import java.time.Instant;

/** What the ledger knows of a stream from what was answered. Milliseconds of the server's clock. */
final class Known {

  final String id;
  final String device;
  final String key;
  final boolean recorded;
  long expiresAtMs;
  long endedAtMs;
  boolean member;

  /** The last change of it was decided and not acknowledged when the server crashed. */
  boolean uncertain;

  /** It had lapsed when the server came back, and has not been heard of since. */
  boolean onRecordAsLapsed;

  /** Nobody ended it: time did, at the end of its lease. */
  boolean overByTime;

  Known(String id, Request.Start start, long expiresAtMs) {
    this.id = id;
    this.device = start.device();
    this.key = start.key();
    this.recorded = start.wish() == Request.Wish.RECORD;
    this.expiresAtMs = expiresAtMs;
    this.member = !recorded;
  }

  boolean isLiveAt(long nowMs) {
    return member && nowMs < expiresAtMs;
  }

  boolean isOf(Request.Start start) {
    return !key.isEmpty() && key.equals(start.key()) && device.equals(start.device());
  }

  @Override
  public String toString() {
    return "%s, member %s, lease until %s, ended %s"
        .formatted(id, member, Instant.ofEpochMilli(expiresAtMs), Instant.ofEpochMilli(endedAtMs));
  }
}
