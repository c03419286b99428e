package io.streamgate.identity.forwarded;

import java.util.Optional;

/**
 * An IPv4 address.
 *
 * <p>Written by hand because {@code InetAddress} looks names up, and takes {@code 1.2.3}, {@code
 * 01.2.3.4} and {@code 16909060} for addresses: one viewer would have several spellings. Without a
 * pattern because every request comes by here.
 *
 * @param bits all 32 of them, the first number in the highest eight
 */
record Ipv4Address(int bits) {

  private static final int NO_NUMBER = -1;

  /** Reads four decimal numbers without leading zeros, with dots between, and nothing else. */
  static Optional<Ipv4Address> parse(String text) {
    int bits = 0;
    int from = 0;
    for (var i = 0; i < 4; i++) {
      var to = i < 3 ? text.indexOf('.', from) : text.length();
      var number = to < 0 ? NO_NUMBER : number(text, from, to);
      if (number == NO_NUMBER) {
        return Optional.empty();
      }
      bits = bits << 8 | number;
      from = to + 1;
    }
    return Optional.of(new Ipv4Address(bits));
  }

  /** The number from 0 to 255 that stands there, with one to three digits and no leading zero. */
  private static int number(String text, int from, int to) {
    if (to == from || to - from > 3 || (text.charAt(from) == '0' && to - from > 1)) {
      return NO_NUMBER;
    }
    int number = 0;
    for (var i = from; i < to; i++) {
      var digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return NO_NUMBER;
      }
      number = 10 * number + digit - '0';
    }
    return number <= 255 ? number : NO_NUMBER;
  }

  @Override
  public String toString() {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 0xff)
        + "."
        + (bits >>> 8 & 0xff)
        + "."
        + (bits & 0xff);
  }
}
