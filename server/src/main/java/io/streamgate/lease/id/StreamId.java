package io.streamgate.lease.id;

import java.time.Instant;
import java.util.Optional;

/**
 * The id of a stream, never reused: its start time, then its {@link Sid}. Ids sort by start time.
 *
 * @param value 9 characters of base-32 milliseconds ({@code 0-9a-v}), then the sid's 22
 */
public record StreamId(String value) implements Comparable<StreamId> {

  private static final int TIME_LENGTH = 9;
  private static final int RADIX = 32;

  public StreamId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a stream id: '" + value + "'");
    }
  }

  /** The id of a stream that starts at {@code startedAt}, truncated to milliseconds. */
  public static StreamId of(Instant startedAt, Sid sid) {
    var digits = Long.toString(startedAt.toEpochMilli(), RADIX);
    return new StreamId("0".repeat(TIME_LENGTH - digits.length()) + digits + sid.value());
  }

  /** Parses an id. */
  public static Optional<StreamId> parse(String text) {
    return isValid(text) ? Optional.of(new StreamId(text)) : Optional.empty();
  }

  private static boolean isValid(String text) {
    return text.length() == TIME_LENGTH + Sid.LENGTH
        && hasTime(text)
        && Sid.isBase64Url(text, TIME_LENGTH);
  }

  private static boolean hasTime(String text) {
    for (var i = 0; i < TIME_LENGTH; i++) {
      var c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'v')) {
        return false;
      }
    }
    return true;
  }

  /** When the stream started, to the millisecond, by the server's clock. */
  public Instant startedAt() {
    return Instant.ofEpochMilli(Long.parseLong(value, 0, TIME_LENGTH, RADIX));
  }

  /** The part that a repeated start shares. */
  public Sid sid() {
    return new Sid(value.substring(TIME_LENGTH));
  }

  /** Whether both belong to the same start. */
  public boolean sharesSidWith(StreamId other) {
    return value.regionMatches(TIME_LENGTH, other.value, TIME_LENGTH, Sid.LENGTH);
  }

  /** Whether this id has {@code sid}. */
  public boolean hasSid(Sid sid) {
    return value.startsWith(sid.value(), TIME_LENGTH);
  }

  /** Whether {@code device} started the stream. */
  public boolean isOf(Device.Named device) {
    return value.startsWith(Sid.mark(device), TIME_LENGTH);
  }

  /** Whether both have the same device id. */
  public boolean sharesDeviceWith(StreamId other) {
    return !value.startsWith(Sid.UNNAMED_MARK, TIME_LENGTH)
        && value.regionMatches(TIME_LENGTH, other.value, TIME_LENGTH, Sid.MARK_LENGTH);
  }

  @Override
  public int compareTo(StreamId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
