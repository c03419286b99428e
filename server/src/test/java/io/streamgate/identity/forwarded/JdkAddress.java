package io.streamgate.identity.forwarded;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The JDK's reading of addresses, without the notations that only the JDK accepts. */
final class JdkAddress {

  private static final Pattern OVERLONG_GROUP = Pattern.compile("[0-9A-Fa-f]{5}");

  private JdkAddress() {}

  /** The address that {@code text} is, if it is one. */
  static Optional<Address> parse(String text) {
    try {
      return text.chars().allMatch(JdkAddress::isPartOfAnAddress)
          ? (text.indexOf(':') < 0 ? ipv4(text) : ipv6(text))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isPartOfAnAddress(int c) {
    return c == '.' || c == ':' || HexFormat.isHexDigit(c);
  }

  /** The JDK also accepts {@code 1.2.3}, {@code 01.2.3.4} and {@code 16909060}. */
  private static Optional<Address> ipv4(String text) {
    var address = Inet4Address.ofLiteral(text);
    return Optional.of(address)
        .filter(a -> a.getHostAddress().equals(text))
        .map(a -> of(a.getAddress()));
  }

  /** The JDK also accepts longer groups, and leading zeros in an IPv4 ending. */
  private static Optional<Address> ipv6(String text) {
    var last = text.substring(text.lastIndexOf(':') + 1);
    if (OVERLONG_GROUP.matcher(text).find() || (last.contains(".") && ipv4(last).isEmpty())) {
      return Optional.empty();
    }
    InetAddress address = Inet6Address.ofLiteral(text);
    return Optional.of(of(address.getAddress()));
  }

  /** The address with these 4 or 16 bytes. */
  static Address of(byte[] bytes) {
    var buffer = ByteBuffer.wrap(bytes);
    return bytes.length == 4
        ? Address.ipv4(Integer.toUnsignedLong(buffer.getInt()))
        : Address.of(buffer.getLong(), buffer.getLong());
  }

  /** {@code bytes} with zeros after the first {@code prefix} bits. */
  static byte[] network(byte[] bytes, int prefix) {
    var network = bytes.clone();
    for (int bit = prefix; bit < 8 * bytes.length; bit++) {
      network[bit / 8] = (byte) (network[bit / 8] & ~(0x80 >> (bit % 8)));
    }
    return network;
  }
}
