package io.streamgate.identity.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamgate.identity.Identification;
import io.streamgate.identity.Identification.Invalid;
import io.streamgate.identity.Identification.Known;
import io.streamgate.identity.Identification.Missing;
import io.streamgate.identity.Identity;
import io.streamgate.identity.Request;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.id.ViewerId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proxies in 10.0.0.0/8, 192.0.2.1 and 2001:db8:ffff::/48. */
final class TrustedNetworksTest {

  private static final TrustedProxies PROXIES =
      new TrustedProxies.Within(
          Stream.of("10.0.0.0/8", "192.0.2.1/32", "2001:db8:ffff::/48")
              .map(TrustedNetworksTest::network)
              .toList());

  private static final Identity IDENTITY =
      new ForwardedIdentity(AddressHeader.FORWARDED_FOR, PROXIES, 64);

  private static Network network(String text) {
    var parts = text.split("/", 2);
    return new Network(Address.parse(parts[0]).orElseThrow(), Integer.parseInt(parts[1]));
  }

  private static Identification from(@Nullable String peer, String... lines) {
    var request = new Request(_ -> List.of(lines), peer, "GET", "/", null, null);
    return IDENTITY.identify(request, Instant.EPOCH).toCompletableFuture().join();
  }

  private static Identification behind(String... lines) {
    return from("10.0.0.1", lines);
  }

  private static Identification viewer(String id) {
    return new Known(new Viewer(new ViewerId(id)));
  }

  @Test
  void theViewerIsTheLastAddressThatIsNotAProxys() {
    assertThat(behind("203.0.113.7")).isEqualTo(viewer("203.0.113.7"));
    assertThat(behind("203.0.113.7, 10.1.2.3")).isEqualTo(viewer("203.0.113.7"));
    assertThat(behind("203.0.113.7,192.0.2.1,2001:db8:ffff::7,10.1.2.3"))
        .isEqualTo(viewer("203.0.113.7"));
    assertThat(behind("2001:db8:1:2::3, 10.1.2.3")).isEqualTo(viewer("2001:db8:1:2::/64"));
  }

  @Test
  void aProxyMayHaveAnySpellingAndAPort() {
    assertThat(behind("203.0.113.7, ::ffff:10.1.2.3")).isEqualTo(viewer("203.0.113.7"));
    assertThat(behind("203.0.113.7:80, 10.1.2.3:443, [2001:DB8:FFFF::1]:80"))
        .isEqualTo(viewer("203.0.113.7"));
  }

  @Test
  void whatAClientWritesBeforeIsNeverLookedAt() {
    assertThat(behind("1.1.1.1, 203.0.113.7, 10.1.2.3")).isEqualTo(viewer("203.0.113.7"));
    assertThat(behind("nonsense, 203.0.113.7")).isEqualTo(viewer("203.0.113.7"));
    assertThat(behind("10.9.9.9", "203.0.113.7", "10.1.2.3")).isEqualTo(viewer("203.0.113.7"));
  }

  @Test
  void ifAllAreProxiesTheViewerIsTheFirst() {
    assertThat(behind("10.0.0.9")).isEqualTo(viewer("10.0.0.9"));
    assertThat(behind("10.0.0.9, 192.0.2.1", "10.1.2.3")).isEqualTo(viewer("10.0.0.9"));
  }

  @Test
  void anEntryThatIsNoAddressIsInvalidIfOnlyProxiesFollowIt() {
    assertThat(behind("203.0.113.7, unknown, 10.1.2.3"))
        .isEqualTo(
            new Invalid(
                "entry 2 from the right of x-forwarded-for is 'unknown': this is neither an IPv4"
                    + " nor an IPv6 address; let the proxy append the address of its client"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "203.0.113.7,", "203.0.113.7, ,10.1.2.3", ",10.1.2.3"})
  void anEmptyEntryIsInvalidIfOnlyProxiesFollowIt(String line) {
    assertThat(behind(line))
        .isInstanceOfSatisfying(
            Invalid.class, invalid -> assertThat(invalid.detail()).contains("is empty"));
  }

  @Test
  void noLineIsAMissingViewerWhoeverSendsNone() {
    var missing =
        new Missing(
            "x-forwarded-for has 0 addresses; let the proxy append the address of its client");

    assertThat(behind()).isEqualTo(missing);
    assertThat(from("203.0.113.7")).isEqualTo(missing);
  }

  @Test
  void aPeerThatIsNotAProxyMayNotSendTheHeader() {
    assertThat(from("203.0.113.7", "198.51.100.1"))
        .isEqualTo(
            new Invalid(
                "x-forwarded-for was sent by 203.0.113.7, which is in none of the networks of"
                    + " STREAMGATE_TRUSTED_PROXIES; send the request through a proxy, or add the"
                    + " network of this proxy to the setting"));
    assertThat(from("203.0.113.7", "198.51.100.1, 10.1.2.3")).isInstanceOf(Invalid.class);
    assertThat(from("11.0.0.1", "198.51.100.1")).isInstanceOf(Invalid.class);
    assertThat(from("::1", "198.51.100.1")).isInstanceOf(Invalid.class);
  }

  @Test
  void aPeerWithoutAnAddressMayNotSendTheHeader() {
    assertThat(from(null, "198.51.100.1")).isInstanceOf(Invalid.class);
    assertThat(from("localhost", "198.51.100.1")).isInstanceOf(Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::ffff:10.0.0.1",
        "0:0:0:0:0:ffff:a00:1",
        "192.0.2.1",
        "2001:db8:ffff:0:0:0:0:1",
        "2001:db8:ffff::1%eth0"
      })
  void aPeerIsAProxyInAnySpelling(String peer) {
    assertThat(from(peer, "198.51.100.1")).isEqualTo(viewer("198.51.100.1"));
  }

  @Test
  void thereIsAtLeastOneNetwork() {
    assertThatThrownBy(() -> new TrustedProxies.Within(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("trusted proxies must be in at least one network");
  }
}
