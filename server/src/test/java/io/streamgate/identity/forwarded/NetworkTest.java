package io.streamgate.identity.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NetworkTest {

  private static Address address(String text) {
    return Address.parse(text).orElseThrow();
  }

  private static Network network(String text) {
    var parts = text.split("/", 2);
    return new Network(address(parts[0]), Integer.parseInt(parts[1]));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0, true",
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.0.0.0/8, 9.255.255.255, false",
    "10.0.0.0/8, ::ffff:10.1.2.3, true",
    "10.0.0.0/8, 64:ff9b::10.1.2.3, true",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.128/25, 192.0.2.128, true",
    "192.0.2.1/32, 192.0.2.1, true",
    "192.0.2.1/32, 192.0.2.0, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::, false",
    "2001:db8:0:1::/64, 2001:db8:0:1:ffff::, true",
    "2001:db8:0:1::/64, 2001:db8:0:2::, false",
    "2001:db8::80/121, 2001:db8::ff, true",
    "2001:db8::80/121, 2001:db8::7f, false",
    "2001:db8::1/128, 2001:db8::1, true",
    "2001:db8::1/128, 2001:db8::, false",
    "::/0, ::1, true",
    "::/0, 10.0.0.1, false",
    "::/64, ::ffff:10.0.0.1, false"
  })
  void aNetworkContainsTheAddressesOfItsFamilyThatShareItsBits(
      String network, String address, boolean isContained) {
    assertThat(network(network).contains(address(address))).isEqualTo(isContained);
  }

  /** Compared with the bytes of the JDK's addresses. */
  @Test
  void aRandomAddressIsInTheNetworkWhoseBytesItShares() {
    long seed = Long.getLong("streamgate.seed", System.nanoTime());
    var random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      var first = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(first);
      int prefix = random.nextInt(8 * first.length + 1);
      var near = first.clone();
      int changed = random.nextInt(near.length);
      near[changed] = (byte) (near[changed] ^ 1 << random.nextInt(8));
      var start = JdkAddress.network(first, prefix);
      var network = new Network(JdkAddress.of(start), prefix);

      assertThat(Network.start(JdkAddress.of(first), prefix)).isEqualTo(JdkAddress.of(start));
      assertThat(network.contains(JdkAddress.of(first))).isTrue();
      assertThat(network.contains(JdkAddress.of(near)))
          .as("%s, %s, -Dstreamgate.seed=%d", network, JdkAddress.of(near), seed)
          .isEqualTo(Arrays.equals(JdkAddress.network(near, prefix), start));
    }
  }

  @Test
  void aNetworkHasTheNotationOfCidr() {
    assertThat(network("10.0.0.0/8")).hasToString("10.0.0.0/8");
    assertThat(network("2001:DB8:0::/32")).hasToString("2001:db8::/32");
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/-1", "2001:db8::1/64", "2001:db8::/129"})
  void theFirstAddressHasNoBitsAfterThePrefix(String text) {
    assertThatThrownBy(() -> network(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a network: " + text);
  }
}
