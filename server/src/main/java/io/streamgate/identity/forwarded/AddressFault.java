package io.streamgate.identity.forwarded;

import java.util.regex.Pattern;

/** Explains why a text is not an address, as the end of a sentence. */
final class AddressFault {

  private static final int MAX_QUOTED = 64;
  private static final Pattern NUMBERS = Pattern.compile("[0-9]+(\\.[0-9]+){3}(:[^:]*)?");
  private static final String PORT = "a port is a number from 0 to 65535";

  private AddressFault() {}

  static String of(String entry) {
    return entry.isEmpty() ? "is empty" : quoted(entry) + reason(shown(entry));
  }

  /** The same for a text that must end with a port. */
  static String ofAddressAndPort(String entry) {
    return entry.isEmpty()
        ? "is empty"
        : quoted(entry) + "this is not an address, a colon and a port";
  }

  private static String quoted(String entry) {
    return "is '" + shown(entry) + "': ";
  }

  private static String reason(String entry) {
    if (entry.contains("%")) {
      return "a zone is not part of an address";
    }
    if (entry.startsWith("[")) {
      var bracket = entry.indexOf(']');
      return bracket > 0 && AddressParser.ipv6(entry, 1, bracket) != null
          ? PORT
          : "brackets are for an IPv6 address";
    }
    if (NUMBERS.matcher(entry).matches()) {
      var colon = entry.indexOf(':');
      return colon > 0 && AddressParser.ipv4(entry, 0, colon) != null
          ? PORT
          : "IPv4 is four numbers from 0 to 255 without leading zeros";
    }
    return "this is neither an IPv4 nor an IPv6 address";
  }

  private static String shown(String entry) {
    return entry.substring(0, Math.min(entry.length(), MAX_QUOTED)).replaceAll("[^ -~]", "?");
  }
}
