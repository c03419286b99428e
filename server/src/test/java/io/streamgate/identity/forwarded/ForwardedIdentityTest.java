package io.streamgate.identity.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamgate.identity.Identification;
import io.streamgate.identity.Identification.Invalid;
import io.streamgate.identity.Identification.Known;
import io.streamgate.identity.Identification.Missing;
import io.streamgate.identity.Request;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.id.ViewerId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ForwardedIdentityTest {

  private static Identification behind(int proxies, String... lines) {
    var request = new Request(_ -> List.of(lines), "192.0.2.1", "GET", "/", null, null);
    return new ForwardedIdentity(
            AddressHeader.FORWARDED_FOR, new TrustedProxies.Counted(proxies), 64)
        .identify(request, Instant.EPOCH)
        .toCompletableFuture()
        .join();
  }

  private static Identification viewer(String id) {
    return new Known(new Viewer(new ViewerId(id)));
  }

  @Test
  void theViewerIsTheAddressAsItIs() {
    assertThat(behind(1, "203.0.113.7")).isEqualTo(viewer("203.0.113.7"));
  }

  @Test
  void theViewerIsTheEntryThatManyFromTheRight() {
    assertThat(behind(1, "1.1.1.1, 2.2.2.2, 3.3.3.3")).isEqualTo(viewer("3.3.3.3"));
    assertThat(behind(2, "1.1.1.1, 2.2.2.2, 3.3.3.3")).isEqualTo(viewer("2.2.2.2"));
    assertThat(behind(3, "1.1.1.1, 2.2.2.2, 3.3.3.3")).isEqualTo(viewer("1.1.1.1"));
  }

  @Test
  void allLinesAreReadInOrderAsOne() {
    assertThat(behind(1, "1.1.1.1", "2.2.2.2,3.3.3.3")).isEqualTo(viewer("3.3.3.3"));
    assertThat(behind(3, "1.1.1.1", "2.2.2.2,3.3.3.3")).isEqualTo(viewer("1.1.1.1"));
    assertThat(behind(2, "1.1.1.1", "2.2.2.2")).isEqualTo(viewer("1.1.1.1"));
  }

  @Test
  void whatAClientWritesBeforeIsNeverLookedAt() {
    assertThat(behind(1, "not an address, [, , 9.9.9.9: ,3.3.3.3")).isEqualTo(viewer("3.3.3.3"));
    assertThat(behind(1, "", "3.3.3.3")).isEqualTo(viewer("3.3.3.3"));
  }

  @Test
  void spacesAndTabsAroundAnEntryAreNotPartOfIt() {
    assertThat(behind(1, "1.1.1.1,\t 3.3.3.3 \t")).isEqualTo(viewer("3.3.3.3"));
  }

  @Test
  void noOtherBlankIsTakenForASpace() {
    assertThat(behind(1, "\u00a03.3.3.3")).isInstanceOf(Invalid.class);
    assertThat(behind(1, "3.3.3.3\u000b")).isInstanceOf(Invalid.class);
  }

  @Test
  void noLineIsAMissingViewer() {
    assertThat(behind(1))
        .isEqualTo(
            new Missing(
                "x-forwarded-for has 0 addresses, but the viewer is number 1 from the right; send"
                    + " the header, or set STREAMGATE_TRUSTED_PROXIES to the number of proxies"
                    + " that append to it"));
  }

  @Test
  void fewerEntriesThanProxiesIsAMissingViewer() {
    assertThat(behind(2, "1.1.1.1"))
        .isEqualTo(
            new Missing(
                "x-forwarded-for has 1 address, but the viewer is number 2 from the right; send"
                    + " the header, or set STREAMGATE_TRUSTED_PROXIES to the number of proxies"
                    + " that append to it"));
  }

  @Test
  void anInvalidEntryIsToldWhichSettingToChange() {
    assertThat(behind(1, "unknown"))
        .isEqualTo(
            new Invalid(
                "entry 1 from the right of x-forwarded-for is 'unknown': this is neither an IPv4"
                    + " nor an IPv6 address; let the proxy append the address of its client, or set"
                    + " STREAMGATE_TRUSTED_PROXIES to the number of proxies that append to it"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                  | is empty;",
        "1.2.3.4:            | a port is a number from 0 to 65535",
        "1.2.3.4:65536       | a port is a number from 0 to 65535",
        "[2001:db8::1]443    | a port is a number from 0 to 65535",
        "[2001:db8::1]:      | a port is a number from 0 to 65535",
        "[2001:db8::1        | brackets are for an IPv6 address",
        "[1.2.3.4]           | brackets are for an IPv6 address",
        "[fe80::1%eth0]      | a zone",
        "1.2.3.256:80        | 0 to 255",
        "fe80::1%eth0        | a zone",
        "1.2.3.4%eth0        | a zone",
        "01.2.3.4            | leading zeros",
        "1.2.3.256           | 0 to 255",
        "localhost           | neither",
        "unknown             | neither",
        "viewer.example      | neither",
        "1.2.3               | neither",
        "16909060            | neither",
        "::ffff:1.2.3.04     | neither"
      })
  void anInvalidEntryIsToldWhatIsWrongWithIt(String entry, String reason) {
    assertThat(behind(2, entry + ",9.9.9.9"))
        .isInstanceOfSatisfying(
            Invalid.class,
            invalid ->
                assertThat(invalid.detail())
                    .startsWith("entry 2 from the right of x-forwarded-for is ")
                    .contains(reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", "1.1.1.1,", "1.1.1.1, "})
  void anEmptyEntryInTheViewersPlaceIsInvalid(String line) {
    assertThat(behind(1, line)).isInstanceOf(Invalid.class);
  }

  @Test
  void anAnswerQuotesABoundedPrintablePartOfTheRequest() {
    var invalid = (Invalid) behind(1, "\u001b[31m\r\né" + "x".repeat(10_000));

    assertThat(invalid.detail())
        .contains("'?[31m???" + "x".repeat(56) + "'")
        .matches("[ -~]{1,300}");
  }

  /** In another system, seven spellings of one id gave 21 streams. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "01.2.3.4",
        "1.2.3.004",
        "1.2.3.4.",
        "+1.2.3.4",
        "0x1.2.3.4",
        "1.2.772",
        "16909060",
        "1.2.3.4/32",
        "１.2.3.4",
        "[1.2.3.4]",
        "1. 2.3.4",
        "\"1.2.3.4\""
      })
  void sevenSpellingsOfOneIpv4AddressGiveRefusalsAndNoSecondViewer(String spelling) {
    assertThat(behind(1, spelling)).isInstanceOf(Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.3.4",
        "::ffff:1.2.3.4",
        "::FFFF:1.2.3.4",
        "::ffff:102:304",
        "::ffff:0102:0304",
        "0:0:0:0:0:ffff:1.2.3.4",
        "0000:0000:0000:0000:0000:ffff:0102:0304",
        "0::ffff:1.2.3.4",
        "64:ff9b::1.2.3.4",
        "64:ff9b::102:304",
        "1.2.3.4:80",
        "1.2.3.4:51234",
        "[::ffff:1.2.3.4]",
        "[64:ff9b::1.2.3.4]:80"
      })
  void everySpellingOfAMappedIpv4AddressIsTheOneViewer(String spelling) {
    assertThat(behind(1, spelling)).isEqualTo(viewer("1.2.3.4"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "255.255.255.255", "10.0.0.1", "200.199.109.9"})
  void everyPartOfAnIpv4AddressIsKept(String address) {
    assertThat(behind(1, address)).isEqualTo(viewer(address));
    assertThat(behind(1, "::ffff:" + address)).isEqualTo(viewer(address));
  }

  @Test
  void neighboursInOneNetworkAreOneViewer() {
    assertThat(behind(1, "2001:db8:1:2::1")).isEqualTo(viewer("2001:db8:1:2::/64"));
    assertThat(behind(1, "2001:DB8:1:2:a:b:c:d")).isEqualTo(viewer("2001:db8:1:2::/64"));
    assertThat(behind(1, "2001:db8:1:3::1")).isEqualTo(viewer("2001:db8:1:3::/64"));
  }

  @Test
  void thereIsAtLeastOneTrustedProxy() {
    assertThatThrownBy(() -> behind(0, "1.2.3.4"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("trusted proxies must be at least 1, not 0");
  }
}
