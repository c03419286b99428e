package io.streamgate.identity.jwt;

import java.util.List;

/** Finds the access token in the header of a request. */
record TokenHeader(String name) {

  private static final String AUTHORIZATION = "authorization";
  private static final String BEARER = "bearer";
  private static final int MAX_LENGTH = 8 * 1024;

  /** What the header has. */
  sealed interface Content {

    /** No token. */
    record Absent(String detail) implements Content {}

    /** Something that cannot be a token. */
    record Unreadable(String detail) implements Content {}

    /** A text that may be a token. */
    record Presented(String token) implements Content {}
  }

  /** Reads all lines with the name of the header. */
  Content read(List<String> lines) {
    if (lines.isEmpty()) {
      return new Content.Absent(name + " is missing; " + advice());
    }
    if (lines.size() > 1) {
      return new Content.Unreadable("there is more than one " + name + "; send one access token");
    }
    var value = lines.getFirst().strip();
    return isAuthorization() ? ofScheme(value) : ofToken(value);
  }

  /** The scheme is not case-sensitive (RFC 9110, 11.1). */
  private Content ofScheme(String value) {
    var space = value.indexOf(' ');
    var scheme = space < 0 ? value : value.substring(0, space);
    return scheme.equalsIgnoreCase(BEARER)
        ? ofToken(value.substring(scheme.length()).strip())
        : new Content.Absent(name + " has no Bearer token; " + advice());
  }

  private Content ofToken(String token) {
    if (token.isEmpty()) {
      return new Content.Absent(name + " has no token; " + advice());
    }
    return token.length() > MAX_LENGTH
        ? new Content.Unreadable(
            "the access token is longer than %d bytes; have the identity provider leave out claims"
                .formatted(MAX_LENGTH))
        : new Content.Presented(token);
  }

  private String advice() {
    return "send the viewer's access token as in: "
        + name
        + (isAuthorization() ? ": Bearer eyJ..." : ": eyJ...");
  }

  private boolean isAuthorization() {
    return name.equals(AUTHORIZATION);
  }
}
