package io.streamgate.identity.forwarded;

import org.jspecify.annotations.Nullable;

/**
 * One value of a header, without the spaces and tabs that HTTP allows around it: the characters of
 * {@code line} from {@code start} to {@code end}.
 */
record AddressEntry(String line, int start, int end) {

  /** Removes spaces and tabs, and no other white space. */
  AddressEntry {
    while (start < end && isBlank(line.charAt(start))) {
      start++;
    }
    while (start < end && isBlank(line.charAt(end - 1))) {
      end--;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /**
   * The address; null if this is none. Reads an address, an IPv6 address in brackets, and a port
   * after IPv4 or brackets. {@code 2001:db8::5:443} is an address without a port.
   */
  @Nullable Address address() {
    if (start < end && line.charAt(start) == '[') {
      return bracketed();
    }
    var colon = line.indexOf(':', start, end);
    if (colon < 0 || line.indexOf(':', colon + 1, end) >= 0) {
      return AddressParser.parse(line, start, end);
    }
    return AddressParser.isPort(line, colon + 1, end)
        ? AddressParser.ipv4(line, start, colon)
        : null;
  }

  /** The address before the last colon, after which a port must follow; null if this is none. */
  @Nullable Address addressBeforePort() {
    var colon = line.lastIndexOf(':', end - 1);
    if (colon <= start || !AddressParser.isPort(line, colon + 1, end)) {
      return null;
    }
    return line.charAt(start) == '[' ? address() : AddressParser.parse(line, start, colon);
  }

  private @Nullable Address bracketed() {
    var bracket = line.indexOf(']', start, end);
    if (bracket < 0 || !(bracket + 1 == end || isPortAfter(bracket))) {
      return null;
    }
    return AddressParser.ipv6(line, start + 1, bracket);
  }

  private boolean isPortAfter(int bracket) {
    return line.charAt(bracket + 1) == ':' && AddressParser.isPort(line, bracket + 2, end);
  }

  /** The text of this value. */
  String text() {
    return line.substring(start, end);
  }
}
