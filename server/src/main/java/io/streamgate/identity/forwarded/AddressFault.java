package io.streamgate.identity.forwarded;

import java.util.regex.Pattern;

/** Explains why a text is not an address, as the end of a sentence. */
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
      return "a zone is not part of an address";
    }
    if (NUMBERS.matcher(entry).matches()) {
      return "IPv4 is four numbers from 0 to 255 without leading zeros";
    }
    return "this is neither an IPv4 nor an IPv6 address";
  }

  private static String shown(String entry) {
    return entry.substring(0, Math.min(entry.length(), MAX_QUOTED)).replaceAll("[^ -~]", "?");
  }
}
