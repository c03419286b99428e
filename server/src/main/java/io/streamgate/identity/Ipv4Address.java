package io.streamgate.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IPv4 address.
 *
 * <p>Written by hand because {@code InetAddress} looks names up, and takes {@code 1.2.3}, {@code
 * 01.2.3.4} and {@code 16909060} for addresses: one viewer would have several spellings.
 *
 * @param bits all 32 of them, the first number in the highest eight
 */
record Ipv4Address(int bits) {

  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,2}");

  /** Reads four decimal numbers without leading zeros, with dots between, and nothing else. */
  static Optional<Ipv4Address> parse(String text) {
    var numbers = text.split("\\.", -1);
    if (numbers.length != 4) {
      return Optional.empty();
    }
    int bits = 0;
    for (var number : numbers) {
      if (!NUMBER.matcher(number).matches() || Integer.parseInt(number) > 255) {
        return Optional.empty();
      }
      bits = bits << 8 | Integer.parseInt(number);
    }
    return Optional.of(new Ipv4Address(bits));
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
