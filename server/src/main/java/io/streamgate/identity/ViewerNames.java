package io.streamgate.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.streamgate.lease.id.ViewerId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes viewer ids of the names that identity providers and back ends use. */
public final class ViewerNames {

  private static final String HASHED = "~";

  private ViewerNames() {}

  /**
   * The id of the viewer with this name: the name itself, or {@code ~} and its SHA-256 in hex if it
   * cannot be an id or begins with {@code ~}, so that nobody is refused for a name.
   */
  public static ViewerId idOf(String name) {
    return ViewerId.isValid(name) && !name.startsWith(HASHED)
        ? new ViewerId(name)
        : new ViewerId(HASHED + sha256(name));
  }

  private static String sha256(String name) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
