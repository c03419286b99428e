package io.streamgate.identity.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One spelling for each address, and for the network that names the viewer. */
final class AddressSpellingTest {

  @ParameterizedTest
  @CsvSource({
    "48, 2001:db8:1::/48",
    "52, 2001:db8:1:f000::/52",
    "56, 2001:db8:1:ff00::/56",
    "63, 2001:db8:1:fffe::/63",
    "64, 2001:db8:1:ffff::/64",
    "65, 2001:db8:1:ffff:8000::/65",
    "80, 2001:db8:1:ffff:ffff::/80",
    "127, 2001:db8:1:ffff:ffff::fffe/127",
    "128, 2001:db8:1:ffff:ffff::ffff/128"
  })
  void thePrefixSaysHowManyBitsNameTheViewer(int prefix, String viewer) {
    var address = Address.parse("2001:db8:1:ffff:ffff:0:0:ffff").orElseThrow();

    assertThat(address.viewer(prefix)).isEqualTo(viewer);
    assertThat(Address.parse("192.0.2.1").orElseThrow().viewer(prefix)).isEqualTo("192.0.2.1");
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "0:0:1:0:0:0:0:0, 0:0:1::",
    "0:0:0:0:0:0:0:1, ::1",
    "0:0:0:0:0:0:0:0, ::",
    "1:0:0:0:0:0:0:0, 1::",
    "::FFFF:C000:0201, 192.0.2.1"
  })
  void anAddressHasTheSpellingOfRfc5952(String text, String spelling) {
    assertThat(Address.parse(text).orElseThrow()).hasToString(spelling);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "64:ff9b::192.0.2.33",
        "64:FF9B::192.0.2.33",
        "64:ff9b::c000:221",
        "0064:ff9b:0:0:0:0:c000:0221",
        "64:ff9b:0:0:0:0:192.0.2.33",
        "::ffff:192.0.2.33"
      })
  void anIpv4AddressTranslatedIntoIpv6IsTheIpv4Address(String text) {
    assertThat(Address.parse(text)).isEqualTo(Address.parse("192.0.2.33"));
  }
}
