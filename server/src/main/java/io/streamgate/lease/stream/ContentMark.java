package io.streamgate.lease.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/**
 * Marks the content that a start names, so that a key used again for other content is not taken for
 * a repeated start. Marks of different versions cannot be compared.
 *
 * @param version how the hash was made; 0 if the content is unknown
 * @param hash the first 8 bytes of a SHA-256
 */
public record ContentMark(byte version, long hash) {

  /** The content of a start without a key, or on record from before there were marks. */
  public static final ContentMark UNKNOWN = new ContentMark((byte) 0, 0);

  private static final byte VERSION = 1;
  private static final int LENGTH = Byte.BYTES + Long.BYTES;

  /** The mark of the content with these names, in an order that never changes. */
  public static ContentMark of(List<Optional<String>> names) {
    var digest = sha256();
    for (var name : names) {
      var utf8 = name.orElse("").getBytes(UTF_8);
      var length = name.isPresent() ? utf8.length : -1;
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
      digest.update(utf8);
    }
    return new ContentMark(VERSION, ByteBuffer.wrap(digest.digest()).getLong());
  }

  /** The mark in {@code stored}. All versions have {@value #LENGTH} bytes; others are unknown. */
  public static ContentMark read(byte[] stored) {
    if (stored.length != LENGTH) {
      return UNKNOWN;
    }
    var bytes = ByteBuffer.wrap(stored);
    return new ContentMark(bytes.get(), bytes.getLong());
  }

  /** The bytes to store. */
  public byte[] bytes() {
    return ByteBuffer.allocate(LENGTH).put(version).putLong(hash).array();
  }

  /** Whether there is something to store. */
  public boolean isKnown() {
    return version != UNKNOWN.version;
  }

  /** Whether the two certainly mark different content. */
  public boolean isOtherThan(ContentMark mark) {
    return version == mark.version && hash != mark.hash;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}
