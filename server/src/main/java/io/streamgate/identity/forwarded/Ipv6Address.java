package io.streamgate.identity.forwarded;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An IPv6 address.
 *
 * @param groups eight numbers of 16 bits each
 */
record Ipv6Address(List<Integer> groups) {

  private static final int GROUPS = 8;
  private static final int GROUPS_IN_NETWORK = 4;

  /** The longest spelling: six groups of four digits, then an IPv4 address. */
  private static final int MAX_LENGTH = 45;

  private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");

  Ipv6Address {
    groups = List.copyOf(groups);
    if (groups.size() != GROUPS) {
      throw new IllegalArgumentException("an IPv6 address has 8 groups, not " + groups.size());
    }
  }

  /** Reads each of the three spellings of RFC 4291, section 2.2; neither brackets nor a zone. */
  static Optional<Ipv6Address> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, Ending.MAY_BE_IPV4)
          .filter(groups -> groups.size() == GROUPS)
          .map(Ipv6Address::new);
    }
    var before = groups(text.substring(0, gap), Ending.IS_A_GROUP);
    var after = groups(text.substring(gap + 2), Ending.MAY_BE_IPV4);
    return before.flatMap(left -> after.flatMap(right -> joined(left, right)));
  }

  /** The gap stands for one group of zeros at least. */
  private static Optional<Ipv6Address> joined(List<Integer> left, List<Integer> right) {
    int zeros = GROUPS - left.size() - right.size();
    if (zeros < 1) {
      return Optional.empty();
    }
    var groups = new ArrayList<>(left);
    groups.addAll(Collections.nCopies(zeros, 0));
    groups.addAll(right);
    return Optional.of(new Ipv6Address(groups));
  }

  private enum Ending {
    IS_A_GROUP,
    MAY_BE_IPV4
  }

  private static Optional<List<Integer>> groups(String text, Ending ending) {
    var groups = new ArrayList<Integer>();
    if (text.isEmpty()) {
      return Optional.of(groups);
    }
    var parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean mayBeIpv4 = ending == Ending.MAY_BE_IPV4 && i == parts.length - 1;
      var ipv4 = mayBeIpv4 ? Ipv4Address.parse(parts[i]) : Optional.<Ipv4Address>empty();
      if (ipv4.isPresent()) {
        groups.add(ipv4.get().bits() >>> 16);
        groups.add(ipv4.get().bits() & 0xffff);
      } else if (GROUP.matcher(parts[i]).matches()) {
        groups.add(Integer.parseInt(parts[i], 16));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(groups);
  }

  /** The IPv4 address inside, if this is {@code ::ffff:a.b.c.d} in whatever spelling. */
  Optional<Ipv4Address> mapped() {
    return groups.subList(0, 6).equals(List.of(0, 0, 0, 0, 0, 0xffff))
        ? Optional.of(new Ipv4Address(groups.get(6) << 16 | groups.get(7)))
        : Optional.empty();
  }

  /**
   * The /64 network as RFC 5952 spells it. The zeros of its second half are always the longest run,
   * so they and the zeros right before them become {@code ::}, and no others do.
   */
  String network() {
    int end = GROUPS_IN_NETWORK;
    while (end > 0 && groups.get(end - 1) == 0) {
      end--;
    }
    return groups.subList(0, end).stream()
            .map(Integer::toHexString)
            .collect(Collectors.joining(":"))
        + "::/64";
  }
}
