package io.streamgate.identity;

import java.util.List;

/**
 * Finds the token in the header of a request.
 *
 * @param name in lower case; {@code authorization} holds the token after {@code Bearer}
 * @param token what to send, for messages
 * @param example of such a token
 */
public record TokenHeader(String name, String token, String example) {

  private static final String AUTHORIZATION = "authorization";
  private static final String BEARER = "bearer";
  private static final int MAX_LENGTH = 8 * 1024;

  /** What was found in the header. */
  public sealed interface Reading {

    /** No token. */
    record Absent(String detail) implements Reading {}

    /** Something that cannot be a token. */
    record Unreadable(String detail) implements Reading {}

    /** A text that may be a token. */
    record Presented(String token) implements Reading {}
  }

  /** Reads all lines with the name of the header. */
  public Reading read(List<String> lines) {
    if (lines.isEmpty()) {
      return new Reading.Absent(name + " is missing; " + advice());
    }
    if (lines.size() > 1) {
      return new Reading.Unreadable("there is more than one " + name + "; send one token");
    }
    var value = lines.getFirst().strip();
    return isAuthorization() ? ofScheme(value) : ofToken(value);
  }

  /** The scheme is not case-sensitive (RFC 9110, 11.1). */
  private Reading ofScheme(String value) {
    var space = value.indexOf(' ');
    var scheme = space < 0 ? value : value.substring(0, space);
    return scheme.equalsIgnoreCase(BEARER)
        ? ofToken(value.substring(scheme.length()).strip())
        : new Reading.Absent(name + " has no Bearer token; " + advice());
  }

  private Reading ofToken(String token) {
    if (token.isEmpty()) {
      return new Reading.Absent(name + " has no token; " + advice());
    }
    return token.length() > MAX_LENGTH
        ? new Reading.Unreadable(
            "the token is longer than %d bytes; have the identity provider leave out claims"
                .formatted(MAX_LENGTH))
        : new Reading.Presented(token);
  }

  private String advice() {
    return "send " + token + " as in: " + name + (isAuthorization() ? ": Bearer " : ": ") + example;
  }

  private boolean isAuthorization() {
    return name.equals(AUTHORIZATION);
  }
}
