package io.streamgate.simulation.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.streamgate.simulation.plans.Bounds.Entry;
import io.streamgate.simulation.plans.StartRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A member, as stored in the table.
 *
 * @param seenMs the last sign of life on record, in milliseconds since the epoch
 * @param expiresAtMs milliseconds since the epoch
 * @param start what it is since its start
 */
record Slot(String id, long seenMs, long expiresAtMs, StartRecord start) {

  static final int SID_LENGTH = 22;

  static final int TIME_LENGTH = 9;

  private static final int MARK_LENGTH = 6;
  private static final String UNNAMED = "47DEQp";
  private static final long REVIVABLE_MS = 600_000;
  private static final long FROM_THE_FUTURE_MS = 5_000;

  /** This member for the bounds of a plan. */
  Entry entry() {
    return new Entry(id, start);
  }

  /** The part of its id that a repeated start shares. */
  String sid() {
    return sid(id);
  }

  static String sid(String id) {
    return id.substring(id.length() - SID_LENGTH);
  }

  boolean isLiveAt(long nowMs) {
    return expiresAtMs > nowMs;
  }

  /** Whether a clock that was ahead has written the last sign of life. */
  boolean isFromTheFutureAt(long nowMs) {
    return seenMs > nowMs + FROM_THE_FUTURE_MS;
  }

  /** Whether it lapsed so long ago that it has ended. */
  boolean isOverAt(long nowMs) {
    return expiresAtMs + REVIVABLE_MS <= nowMs;
  }

  /** Whether the stream is of that device, whose hash is in the id. */
  static boolean isOf(String id, String device) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(device.getBytes(UTF_8));
      return sid(id)
          .startsWith(Base64.getUrlEncoder().encodeToString(hash).substring(0, MARK_LENGTH));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Whether a stream of that sid comes from the same named device. */
  boolean sharesDeviceWith(String sid) {
    return shareDevice(id, sid);
  }

  static boolean shareDevice(String id, String sid) {
    var mark = sid(id).substring(0, MARK_LENGTH);
    return !mark.equals(UNNAMED) && sid.startsWith(mark);
  }
}
