package io.streamgate.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.streamgate.lease.id.ViewerId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Turns the names that other systems give to viewers into ids. Nobody is refused for a name. */
public final class ViewerNames {

  /** Begins the id of a viewer whose name is no id, so that no name can be taken for another's. */
  private static final String HASHED = "~";

  private static final int MAX_LENGTH = 128;

  private ViewerNames() {}

  /**
   * The id of the viewer {@code name}: the name itself, or {@code ~} and its SHA-256 in hex if it
   * is longer than 128 characters, is not visible ASCII or begins with {@code ~}.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public static ViewerId idOf(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("the name of a viewer must not be empty");
    }
    return ViewerId.isValid(name) && !name.startsWith(HASHED)
        ? new ViewerId(name)
        : new ViewerId(HASHED + HexFormat.of().formatHex(sha256(name)));
  }

  /**
   * Whether {@code name} can name a profile or a plan: 1 to {@value #MAX_LENGTH} characters, of
   * which none is a control character or half a character.
   */
  public static boolean isName(String name) {
    return !name.isEmpty() && name.codePointCount(0, name.length()) <= MAX_LENGTH && isText(name);
  }

  /** Whether {@code text} has no control character and no half of a character. */
  public static boolean isText(String text) {
    return text.codePoints().noneMatch(ViewerNames::isNoText);
  }

  private static boolean isNoText(int character) {
    return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
  }

  private static byte[] sha256(String name) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes(name));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * UTF-8, in which halves of characters would all be the same: a name with one is its UTF-16 after
   * a byte order mark, which no UTF-8 begins with.
   */
  private static byte[] bytes(String name) {
    if (UTF_8.newEncoder().canEncode(name)) {
      return name.getBytes(UTF_8);
    }
    var bytes = ByteBuffer.allocate(2 + 2 * name.length());
    bytes.putChar('\ufeff').asCharBuffer().put(name);
    return bytes.array();
  }
}
