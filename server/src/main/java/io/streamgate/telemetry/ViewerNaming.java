package io.streamgate.telemetry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.streamgate.lease.id.ViewerId;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How the log names viewers. Thread-safe. */
@FunctionalInterface
public interface ViewerNaming {

  /** The name of {@code viewer} in the log. */
  String nameOf(ViewerId viewer);

  /** By their ids. */
  static ViewerNaming plain() {
    return ViewerId::value;
  }

  /**
   * By hashes, of 16 hexadecimal digits. Without {@code key}, which nobody may know or keep, the
   * viewer of a hash can be found by hashing all addresses.
   */
  static ViewerNaming hashed(byte[] key) {
    var secret = new SecretKeySpec(key, "HmacSHA256");
    return viewer -> HexFormat.of().formatHex(hmac(secret, viewer.value()), 0, 8);
  }

  private static byte[] hmac(SecretKeySpec secret, String text) {
    try {
      var mac = Mac.getInstance(secret.getAlgorithm());
      mac.init(secret);
      return mac.doFinal(text.getBytes(US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }
}
