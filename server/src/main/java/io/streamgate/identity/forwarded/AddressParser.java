package io.streamgate.identity.forwarded;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Parses address literals in place, without regular expressions or copies of the text. No name is
 * ever looked up.
 *
 * <p>IPv6 is read group by group into 128 bits. The groups before {@code ::} move to the left end,
 * the groups after it stay at the right end.
 */
final class AddressParser {

  private static final int GROUPS = 8;
  private static final int BITS_PER_GROUP = 16;
  private static final int DIGITS_PER_GROUP = 4;
  private static final int DIGITS_PER_OCTET = 3;
  private static final long NOT_IPV4 = -1;

  private final String text;
  private final int end;
  private int at;
  private int groups;
  private boolean hasGap;
  private long headHigh;
  private long headLow;
  private long high;
  private long low;

  private AddressParser(String text, int start, int end) {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  /**
   * Parses the characters from {@code start} to {@code end}: IPv4 without leading zeros, or IPv6
   * (RFC 4291, 2.2) without brackets or zone. Returns null for everything else.
   */
  static @Nullable Address parse(String text, int start, int end) {
    return text.indexOf(':', start, end) < 0 ? ipv4(text, start, end) : ipv6(text, start, end);
  }

  /** Parses IPv4 only. */
  static @Nullable Address ipv4(String text, int start, int end) {
    var bits = ipv4Bits(text, start, end);
    return bits == NOT_IPV4 ? null : Address.ipv4(bits);
  }

  /** Parses IPv6 only. */
  static @Nullable Address ipv6(String text, int start, int end) {
    var parser = new AddressParser(text, start, end);
    return parser.isAddress()
        ? Address.of(parser.headHigh | parser.high, parser.headLow | parser.low)
        : null;
  }

  /** Whether the characters from {@code start} to {@code end} are a port: 0 to 65535. */
  static boolean isPort(String text, int start, int end) {
    if (start == end || end - start > 5) {
      return false;
    }
    int port = 0;
    for (int i = start; i < end; i++) {
      if (!isDecimal(text.charAt(i))) {
        return false;
      }
      port = 10 * port + text.charAt(i) - '0';
    }
    return port <= 0xffff;
  }

  private static long ipv4Bits(String text, int start, int end) {
    long bits = 0;
    int i = start;
    for (int octet = 0; octet < 4; octet++) {
      if (octet > 0 && (i == end || text.charAt(i++) != '.')) {
        return NOT_IPV4;
      }
      int first = i;
      int number = 0;
      while (i < end && i - first < DIGITS_PER_OCTET && isDecimal(text.charAt(i))) {
        number = 10 * number + text.charAt(i++) - '0';
      }
      boolean hasLeadingZero = i - first > 1 && text.charAt(first) == '0';
      if (i == first || hasLeadingZero || number > 0xff) {
        return NOT_IPV4;
      }
      bits = bits << 8 | number;
    }
    return i == end ? bits : NOT_IPV4;
  }

  private static boolean isDecimal(char c) {
    return c >= '0' && c <= '9';
  }

  private boolean isAddress() {
    if (at + 2 <= end && text.startsWith("::", at)) {
      at += 2;
      leaveGap();
    }
    while (at < end) {
      if (!readGroup() || (at < end && !readSeparator())) {
        return false;
      }
    }
    return hasGap ? groups < GROUPS : groups == GROUPS;
  }

  /** Reads a group, or the IPv4 address that takes the place of the last two. */
  private boolean readGroup() {
    int first = at;
    long group = 0;
    while (at < end && at - first < DIGITS_PER_GROUP && HexFormat.isHexDigit(text.charAt(at))) {
      group = group << 4 | HexFormat.fromHexDigit(text.charAt(at++));
    }
    if (at < end && text.charAt(at) == '.') {
      at = end;
      var bits = ipv4Bits(text, first, end);
      return bits != NOT_IPV4 && append(bits >>> BITS_PER_GROUP) && append(bits & 0xffff);
    }
    return at > first && append(group);
  }

  private boolean append(long group) {
    high = high << BITS_PER_GROUP | low >>> (Long.SIZE - BITS_PER_GROUP);
    low = low << BITS_PER_GROUP | group;
    return ++groups <= GROUPS;
  }

  /** Reads a colon and, if there is one, the second colon of the gap. Not the end of an address. */
  private boolean readSeparator() {
    if (text.charAt(at++) != ':' || at == end) {
      return false;
    }
    if (text.charAt(at) != ':') {
      return true;
    }
    at++;
    return !hasGap && leaveGap();
  }

  private boolean leaveGap() {
    hasGap = true;
    int shift = BITS_PER_GROUP * (GROUPS - groups);
    if (shift >= Long.SIZE) {
      headHigh = low << (shift - Long.SIZE);
    } else {
      headHigh = high << shift | low >>> (Long.SIZE - shift);
      headLow = low << shift;
    }
    high = 0;
    low = 0;
    return true;
  }
}
