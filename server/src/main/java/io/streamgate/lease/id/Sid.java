package io.streamgate.lease.id;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * The part of a stream's id that does not depend on the time: a device mark, then a part that makes
 * the stream unique. A repeated start has the same sid, which identifies a replay.
 *
 * @param value 22 characters of base64url: {@value #MARK_LENGTH} of the device's SHA-256, then 16
 *     of the viewer's and the key's, or 16 random ones
 */
public record Sid(String value) {

  static final int LENGTH = 22;
  static final int MARK_LENGTH = 6;

  /** The number of random bytes that make a sid unique. */
  public static final int RANDOM_BYTES = 12;

  /** The mark of no device: the beginning of the SHA-256 of no bytes, in base64url. */
  static final String UNNAMED_MARK = "47DEQp";

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final boolean[] IS_BASE64_URL = new boolean[128];

  static {
    ALPHABET.chars().forEach(c -> IS_BASE64_URL[c] = true);
  }

  public Sid {
    if (value.length() != LENGTH || !isBase64Url(value, 0)) {
      throw new IllegalArgumentException(
          "a sid must be " + LENGTH + " characters of base64url, not '" + value + "'");
    }
  }

  /** A table instead of a pattern: called for every request for a stream. */
  static boolean isBase64Url(String value, int from) {
    for (var i = from; i < value.length(); i++) {
      var c = value.charAt(i);
      if (c >= IS_BASE64_URL.length || !IS_BASE64_URL[c]) {
        return false;
      }
    }
    return true;
  }

  /** The sid of every start that this viewer's device makes with this idempotency key. */
  public static Sid ofKey(ViewerId viewer, Device device, String key) {
    return new Sid(mark(device) + digest(viewer.value() + '\0' + key).substring(0, 16));
  }

  /** The sid of a start without a key; {@code random} comes from a secure source. */
  public static Sid ofRandom(Device device, byte[] random) {
    if (random.length < RANDOM_BYTES) {
      throw new IllegalArgumentException(
          "at least " + RANDOM_BYTES + " random bytes are required, not " + random.length);
    }
    return new Sid(mark(device) + base64(random).substring(0, 16));
  }

  /** The beginning of every sid of a device. */
  static String mark(Device device) {
    return switch (device) {
      case Device.Named(var id) -> digest(id).substring(0, MARK_LENGTH);
      case Device.Unnamed(), Device.OfAnotherStream() -> UNNAMED_MARK;
    };
  }

  /** The mark of the device; empty for {@link Device.Unnamed}. */
  public Optional<String> deviceMark() {
    return value.startsWith(UNNAMED_MARK)
        ? Optional.empty()
        : Optional.of(value.substring(0, MARK_LENGTH));
  }

  static String digest(String text) {
    try {
      return base64(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return value;
  }
}
