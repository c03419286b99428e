package io.streamgate.identity.forwarded;

import java.util.Optional;

/**
 * An IP address as 128 bits. An IPv4 address has the bits of the IPv6 address that it is mapped to
 * ({@code ::ffff:0:0/96}; RFC 4291, 2.5.5.2).
 */
public record Address(long high, long low) {

  private static final int GROUPS = 8;
  private static final int BITS_PER_GROUP = 16;
  private static final long IPV4_MAPPED = 0xffffL << 32;

  /** {@code 64:ff9b::/96} (RFC 6052): how IPv4 clients appear behind a translator (NAT64). */
  private static final long TRANSLATED = 0x0064_ff9b_0000_0000L;

  /** The address with these bits; a translated IPv4 address becomes the IPv4 address itself. */
  static Address of(long high, long low) {
    return high == TRANSLATED && low >>> 32 == 0 ? ipv4(low) : new Address(high, low);
  }

  static Address ipv4(long bits) {
    return new Address(0, IPV4_MAPPED | bits);
  }

  /** Parses IPv4 without leading zeros, or IPv6 (RFC 4291, 2.2) without brackets or zone. */
  public static Optional<Address> parse(String text) {
    return Optional.ofNullable(AddressParser.parse(text, 0, text.length()));
  }

  /** Whether this is an IPv4 address, even if it was written as IPv6. */
  public boolean isIpv4() {
    return high == 0 && low >>> 32 == 0xffff;
  }

  /** Whether the first {@code bits} of the 128 bits are those of {@code other}. */
  boolean shares(int bits, Address other) {
    return ((high ^ other.high) & highMask(bits)) == 0 && ((low ^ other.low) & lowMask(bits)) == 0;
  }

  /** This address with zeros after the first {@code bits} of the 128 bits. */
  Address start(int bits) {
    return new Address(high & highMask(bits), low & lowMask(bits));
  }

  private static long highMask(int bits) {
    return bits == 0 ? 0 : -1L << (Long.SIZE - Math.min(bits, Long.SIZE));
  }

  private static long lowMask(int bits) {
    return bits <= Long.SIZE ? 0 : -1L << (2 * Long.SIZE - bits);
  }

  /**
   * The viewer id of this address: the IPv4 address, or the network that the first {@code
   * ipv6Prefix} bits of the IPv6 address name.
   */
  String viewer(int ipv6Prefix) {
    if (isIpv4()) {
      return toString();
    }
    var text = new StringBuilder("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128".length());
    return start(ipv6Prefix).appendGroups(text).append('/').append(ipv6Prefix).toString();
  }

  /** The address as IPv4, or as IPv6 in the spelling of RFC 5952. */
  @Override
  public String toString() {
    return isIpv4()
        ? (low >>> 24 & 0xff)
            + "."
            + (low >>> 16 & 0xff)
            + "."
            + (low >>> 8 & 0xff)
            + "."
            + (low & 0xff)
        : appendGroups(new StringBuilder()).toString();
  }

  /** The first of the longest runs of zeros is shortened; a single zero is not. */
  private StringBuilder appendGroups(StringBuilder text) {
    int longest = 1;
    int gapEnd = 0;
    int run = 0;
    for (int i = 0; i < GROUPS; i++) {
      run = group(i) == 0 ? run + 1 : 0;
      if (run > longest) {
        longest = run;
        gapEnd = i + 1;
      }
    }
    int gapStart = gapEnd - longest;
    for (int i = 0; i < GROUPS; i = i == gapStart ? gapEnd : i + 1) {
      if (i == gapStart) {
        text.append("::");
      } else {
        text.append(i == 0 || i == gapEnd ? "" : ":").append(Integer.toHexString(group(i)));
      }
    }
    return text;
  }

  private int group(int index) {
    var half = index < GROUPS / 2 ? high : low;
    return (int) (half >>> (Long.SIZE - BITS_PER_GROUP * (index % (GROUPS / 2) + 1)) & 0xffff);
  }
}
