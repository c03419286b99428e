package io.streamgate.http.edge.origin;

import java.util.Locale;

/**
 * What a {@code Host} or an origin names, in a form that can be compared.
 *
 * @param host in lower case and without a trailing dot, an IPv6 address in brackets
 * @param port {@link #UNREADABLE} if the text is not a host with or without a port; {@code host} is
 *     then the whole text
 */
record HostAndPort(String host, int port) {

  private static final int UNREADABLE = -1;
  private static final int MOST_DIGITS = 5;

  /**
   * Reads {@code host} or {@code host:port}.
   *
   * @param defaultPort the port of a text without one; 0 if the scheme has none
   */
  static HostAndPort of(String text, int defaultPort) {
    var lower = text.toLowerCase(Locale.ROOT);
    var colon = lower.indexOf(':', lower.lastIndexOf(']') + 1);
    if (colon < 0) {
      return new HostAndPort(withoutDot(lower), defaultPort);
    }
    var port = lower.substring(colon + 1);
    if (port.length() > MOST_DIGITS || !isNumber(port)) {
      return new HostAndPort(lower, UNREADABLE);
    }
    return new HostAndPort(
        withoutDot(lower.substring(0, colon)),
        port.isEmpty() ? defaultPort : Integer.parseInt(port));
  }

  private static boolean isNumber(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** The dot after a fully qualified name does not change what it names. */
  private static String withoutDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }
}
