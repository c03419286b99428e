package io.streamgate.identity.forwarded;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An IP address. Parsed by the JDK as a literal, so no name is ever looked up. */
record Address(InetAddress value) {

  private static final int MAX_LENGTH = "0000:0000:0000:0000:0000:ffff:255.255.255.255".length();
  private static final Pattern OVERLONG_GROUP = Pattern.compile("[0-9A-Fa-f]{5}");
  private static final int GROUPS_IN_NETWORK = 4;

  /** Parses IPv4 without leading zeros, or IPv6 (RFC 4291, 2.2) without brackets or zone. */
  static Optional<Address> parse(String text) {
    if (text.length() > MAX_LENGTH || !text.chars().allMatch(Address::isPartOfAnAddress)) {
      return Optional.empty();
    }
    try {
      return text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isPartOfAnAddress(int c) {
    return c == '.' || c == ':' || HexFormat.isHexDigit(c);
  }

  /** Refuses {@code 1.2.3}, {@code 01.2.3.4} and {@code 16909060}, which the JDK accepts. */
  private static Optional<Address> ipv4(String text) {
    var address = Inet4Address.ofLiteral(text);
    return Optional.of(address).filter(a -> a.getHostAddress().equals(text)).map(Address::new);
  }

  /** Refuses longer groups and leading zeros in an IPv4 ending, which the JDK accepts. */
  private static Optional<Address> ipv6(String text) {
    var last = text.substring(text.lastIndexOf(':') + 1);
    if (OVERLONG_GROUP.matcher(text).find() || (last.contains(".") && ipv4(last).isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(new Address(Inet6Address.ofLiteral(text)));
  }

  /**
   * The viewer id of this address: the IPv4 address, even if it was mapped into IPv6, or the /64
   * network of an IPv6 address (RFC 5952).
   */
  String spelling() {
    return switch (value) {
      case Inet4Address ipv4 -> ipv4.getHostAddress();
      default -> network(value.getAddress());
    };
  }

  /** Zeros at the end of the network join the zeros after it: the longest run of zeros. */
  private static String network(byte[] bytes) {
    var length = GROUPS_IN_NETWORK;
    while (length > 0 && group(bytes, length - 1) == 0) {
      length--;
    }
    return IntStream.range(0, length)
            .mapToObj(i -> Integer.toHexString(group(bytes, i)))
            .collect(Collectors.joining(":"))
        + "::/64";
  }

  private static int group(byte[] bytes, int index) {
    return (bytes[2 * index] & 0xff) << 8 | (bytes[2 * index + 1] & 0xff);
  }
}
