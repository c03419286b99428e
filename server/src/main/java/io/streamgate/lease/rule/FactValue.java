package io.streamgate.lease.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The form in which values of attributes are kept with a stream, and compared. */
public final class FactValue {

  /** The most characters of a value that is kept as it is. */
  public static final int MOST = 64;

  /** With the hash, longer than every value that is kept as it is, so no other value equals it. */
  private static final String HASHED = "~";

  private FactValue() {}

  /** {@code text}, or {@code ~} and the SHA-256 in hexadecimal of a longer one. */
  public static String of(String text) {
    return text.codePointCount(0, text.length()) <= MOST
        ? text
        : HASHED + HexFormat.of().formatHex(sha256().digest(text.getBytes(UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}
