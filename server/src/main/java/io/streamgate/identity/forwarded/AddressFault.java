package io.streamgate.identity.forwarded;

import java.util.regex.Pattern;

/** Why a text is no address, in words that continue a sentence about it. */
final class AddressFault {

  private static final int MAX_QUOTED = 64;
  private static final Pattern NUMBERS = Pattern.compile("[0-9]+(\\.[0-9]+){3}");
  private static final Pattern NUMBERS_AND_PORT = Pattern.compile("[0-9.]+:[0-9]*");

  private AddressFault() {}

  static String of(String entry) {
    return entry.isEmpty() ? "is empty" : "is '" + shown(entry) + "': " + reason(shown(entry));
  }

  private static String reason(String entry) {
    if (entry.startsWith("[")) {
      return "brackets are not part of an address";
    }
    if (NUMBERS_AND_PORT.matcher(entry).matches()) {
      return "a port is not part of an address";
    }
    if (entry.contains("%")) {
      return "a zone means nothing beyond its own machine";
    }
    if (NUMBERS.matcher(entry).matches()) {
      return "IPv4 is four numbers of 0 to 255 without leading zeros";
    }
    return "this is neither an IPv4 nor an IPv6 address";
  }

  private static String shown(String entry) {
    var shown = new StringBuilder();
    entry
        .chars()
        .limit(MAX_QUOTED)
        .map(c -> c >= ' ' && c < 0x7f ? c : '?')
        .forEach(c -> shown.append((char) c));
    return shown.toString();
  }
}
