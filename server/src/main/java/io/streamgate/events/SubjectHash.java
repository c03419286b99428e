package io.streamgate.events;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.streamgate.lease.id.ViewerId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA-256 of viewers' ids: the same viewer has the same hash on all nodes that share a key,
 * and nobody without the key can tell whose it is. Not thread-safe.
 */
public final class SubjectHash {

  /** The random bytes that a key needs. */
  public static final int KEY_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;
  private @Nullable ViewerId last;
  private byte[] lastHash = new byte[0];

  private SubjectHash(byte[] key) {
    try {
      this.mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has " + ALGORITHM, impossible);
    }
  }

  /** Hashes by a key that {@link #key} wrote; empty if {@code text} is none. */
  public static Optional<SubjectHash> parse(String text) {
    try {
      var key = Base64.getDecoder().decode(text.strip());
      return key.length < KEY_BYTES ? Optional.empty() : Optional.of(new SubjectHash(key));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** A key, from {@value #KEY_BYTES} bytes of a secure source. */
  public static String key(byte[] random) {
    if (random.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          KEY_BYTES + " random bytes are required, not " + random.length);
    }
    return Base64.getEncoder().encodeToString(random);
  }

  /** The hash as the subject of events: 43 characters of base64url. */
  public String subject(ViewerId viewer) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(of(viewer));
  }

  /** 64 bits of the hash, for sketches. */
  public long bits(ViewerId viewer) {
    return ByteBuffer.wrap(of(viewer), 24, 8).getLong();
  }

  /** An event is hashed for its subject and for sketches, one after the other. */
  private byte[] of(ViewerId viewer) {
    if (!viewer.equals(last)) {
      lastHash = mac.doFinal(viewer.value().getBytes(US_ASCII));
      last = viewer;
    }
    return lastHash;
  }
}
