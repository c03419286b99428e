package io.streamgate.config.identity;

import io.streamgate.identity.backend.BackEndIdentity;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of headers that a setting may choose. */
public final class HeaderNames {

  /** A token (RFC 9110, 5.6.2). */
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z\\-]{1,64}");

  /** Headers of the connection, and those that name something else. */
  private static final Set<String> TAKEN =
      Set.of(
          "connection",
          "cookie",
          "expect",
          "forwarded",
          "host",
          "idempotency-key",
          "keep-alive",
          "origin",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "stream-token",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "x-request-id");

  private HeaderNames() {}

  /** Whether {@code text} can be the name of a header. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Whether this header, in lower case, has another meaning. */
  public static boolean isTaken(String name) {
    return TAKEN.contains(name)
        || name.startsWith("content-")
        || name.startsWith(BackEndIdentity.HEADER_PREFIX);
  }
}
