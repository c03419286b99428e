package io.streamgate.identity.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {

  @ParameterizedTest
  @CsvSource({
    // RFC 4291, section 2.2
    "2001:DB8:0:0:8:800:200C:417A, 2001:db8::/64",
    "2001:DB8::8:800:200C:417A, 2001:db8::/64",
    "FF01:0:0:0:0:0:0:101, ff01::/64",
    "0:0:0:0:0:0:0:1, ::/64",
    "::1, ::/64",
    "::, ::/64",
    "::13.1.68.3, ::/64",
    "64:ff9b::1:0:0, 64:ff9b::/64",
    "64:ff9b:0:0:1::1.2.3.4, 64:ff9b::/64",
    "64:ff9b:1::1.2.3.4, 64:ff9b:1::/64",
    "1:2:3:4:5:6:1.2.3.4, 1:2:3:4::/64",
    "1:2:3:4:5:6:7::, 1:2:3:4::/64",
    "::2:3:4:5:6:7:8, 0:2:3:4::/64",
    // RFC 5952, section 4: the longest run of zeros is shortened, a single zero is not
    "2001:db8:0:1::1, 2001:db8:0:1::/64",
    "2001:0:0:1::1, 2001:0:0:1::/64",
    "0:0:0:1::, 0:0:0:1::/64",
    "2001:db8:1::1, 2001:db8:1::/64",
    "2001:0:1:0::1, 2001:0:1::/64",
    "2001:0db8:0001:0002:aaaa::, 2001:db8:1:2::/64",
    "::FFFE:1.2.3.4, ::/64",
    "1::ffff:1.2.3.4, 1::/64",
    "::1:ffff:1.2.3.4, ::/64"
  })
  void theNetworkHasTheSpellingOfRfc5952(String text, String network) {
    assertThat(Address.parse(text).orElseThrow().viewer(64)).isEqualTo(network);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":::",
        "1",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "1:2:3:4::5:6:7:8",
        "::1:2:3:4:5:6:7:8",
        "1::2::3",
        "1:::2",
        ":1::2",
        "1::2:",
        "1:2:3:4:5:6:7:",
        ":2:3:4:5:6:7:8",
        "12345::",
        "00001::",
        "g::",
        "::1 ",
        " ::1",
        "::-1",
        "::+1",
        "::0x1",
        "1.2.3.4::",
        "::1.2.3.4:5",
        "1:2:3:4:5:6:7:1.2.3.4",
        "1:2:3:4:5:1.2.3.4",
        "::1.2.3",
        "::1.2.3.4.5",
        "::01.2.3.4",
        "::1.2.3.256",
        "::1.2.3.4::",
        "fe80::1%eth0",
        "[::1]",
        "2001:db8::/64",
        "::١"
      })
  void whatRfc4291DoesNotSpellIsNoAddress(String text) {
    assertThat(Address.parse(text)).isEmpty();
  }

  @Test
  void anOverlongTextIsNoAddress() {
    assertThat(Address.parse("0000:0000:0000:0000:0000:ffff:255.255.255.255")).isPresent();
    assertThat(Address.parse("0:".repeat(100_000) + "0")).isEmpty();
  }

  /** Compared with the JDK, which reads every spelling of an address. */
  @Test
  void everySpellingOfARandomAddressIsTheSameViewer() throws UnknownHostException {
    long seed = Long.getLong("streamgate.seed", System.nanoTime());
    var random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      var bytes = randomAddress(random);
      for (var spelling : spellings(bytes, random)) {
        assertThat(Address.parse(spelling))
            .as("%s, -Dstreamgate.seed=%d", spelling, seed)
            .contains(JdkAddress.of(bytes));
      }
      int prefix = random.nextInt(48, 129);
      var network = JdkAddress.of(bytes).viewer(prefix);
      assertThat(InetAddress.ofLiteral(network.replace("/" + prefix, "")).getAddress())
          .as("%s, -Dstreamgate.seed=%d", network, seed)
          .isEqualTo(JdkAddress.network(bytes, prefix));
      assertThat(Address.parse(JdkAddress.of(bytes).toString())).contains(JdkAddress.of(bytes));
    }
  }

  /** Almost every text is an address with one change. */
  @Test
  void aRandomTextIsAnAddressIfTheJdkReadsItWithoutItsLenience() throws UnknownHostException {
    long seed = Long.getLong("streamgate.seed", System.nanoTime());
    var random = new Random(seed);
    int addresses = 0;
    for (int round = 0; round < 5_000; round++) {
      var spellings = spellings(randomAddress(random), random);
      var spelling = spellings.get(random.nextInt(spellings.size()));
      var text = changed(random.nextInt(4) == 0 ? randomIpv4(random) : spelling, random);

      assertThat(Address.parse(text))
          .as("%s, -Dstreamgate.seed=%d", text, seed)
          .isEqualTo(JdkAddress.parse(text));
      addresses += JdkAddress.parse(text).isPresent() ? 1 : 0;
    }
    assertThat(addresses).isBetween(500, 4_500);
  }

  private static String randomIpv4(Random random) {
    return IntStream.range(0, 4)
        .mapToObj(_ -> String.valueOf(random.nextInt(random.nextInt(4) == 0 ? 300 : 20)))
        .collect(Collectors.joining("."));
  }

  /** {@code text} with a character inserted, replaced or removed. */
  private static String changed(String text, Random random) {
    int at = random.nextInt(text.length());
    var character = String.valueOf("0019afAF::..g% ".charAt(random.nextInt(15)));
    return switch (random.nextInt(3)) {
      case 0 -> text.substring(0, at) + character + text.substring(at);
      case 1 -> text.substring(0, at) + character + text.substring(at + 1);
      default -> text.substring(0, at) + text.substring(at + 1);
    };
  }

  /** Zeros are frequent, so that runs of every length and position occur. */
  private static byte[] randomAddress(Random random) {
    var bytes = new byte[16];
    for (int i = 0; i < 16; i += 2) {
      int group = random.nextInt(3) == 0 ? random.nextInt(0x10000) : random.nextInt(2) * 0xa0b;
      bytes[i] = (byte) (group >> 8);
      bytes[i + 1] = (byte) group;
    }
    return bytes;
  }

  private static List<String> spellings(byte[] bytes, Random random) throws UnknownHostException {
    var groups = groups(bytes);
    var all = new ArrayList<String>();
    all.add(joined(groups, "%x"));
    all.add(joined(groups, "%04X"));
    all.add(joined(groups.subList(0, 6), "%04x") + ":" + dotted(bytes));
    for (int from = 0; from < 8; from++) {
      for (int to = from + 1; to <= 8 && groups.get(to - 1) == 0; to++) {
        var left = joined(groups.subList(0, from), "%x");
        all.add(left + "::" + joined(groups.subList(to, 8), "%04x"));
        if (to <= 6) {
          var right = joined(groups.subList(to, 6), "%X");
          all.add(left + "::" + right + (right.isEmpty() ? "" : ":") + dotted(bytes));
        }
      }
    }
    var full = InetAddress.getByAddress(bytes).getHostAddress();
    if (full.contains(":")) {
      all.add(random.nextBoolean() ? full : full.toUpperCase(Locale.ROOT));
    }
    return all;
  }

  private static String joined(List<Integer> groups, String format) {
    return groups.stream().map(format::formatted).collect(Collectors.joining(":"));
  }

  private static String dotted(byte[] bytes) {
    return IntStream.range(12, 16)
        .mapToObj(i -> String.valueOf(Byte.toUnsignedInt(bytes[i])))
        .collect(Collectors.joining("."));
  }

  private static List<Integer> groups(byte[] bytes) {
    return IntStream.range(0, 8)
        .mapToObj(i -> (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff))
        .toList();
  }
}
