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

/** Headers other than {@code x-forwarded-for}. */
final class AddressHeaderTest {

  private static final String SINGLE = "cf-connecting-ip";
  private static final String CLOUDFRONT = "cloudfront-viewer-address";
  private static final TrustedProxies ONE = new TrustedProxies.Counted(1);
  private static final TrustedProxies TEN =
      new TrustedProxies.Within(List.of(new Network(Address.parse("10.0.0.0").orElseThrow(), 8)));

  /** A request that also has an {@code x-forwarded-for}, which must not matter. */
  private static Identification of(
      String header, TrustedProxies proxies, String peer, String... lines) {
    var request =
        new Request(
            name -> List.of(name.equals(header) ? lines : new String[] {"9.9.9.9"}),
            peer,
            "GET",
            "/",
            null,
            null);
    return new ForwardedIdentity(new AddressHeader(header), proxies, 64)
        .identify(request, Instant.EPOCH)
        .toCompletableFuture()
        .join();
  }

  private static Identification single(String... lines) {
    return of(SINGLE, ONE, "203.0.113.9", lines);
  }

  private static Identification viewer(String id) {
    return new Known(new Viewer(new ViewerId(id)));
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.1, 198.51.100.1",
    "198.51.100.1:443, 198.51.100.1",
    "' 198.51.100.1 ', 198.51.100.1",
    "2001:db8:1:2::5:443, 2001:db8:1:2::/64",
    "[2001:db8:1:2::5]:443, 2001:db8:1:2::/64"
  })
  void theViewerIsTheOnlyValue(String value, String viewer) {
    assertThat(single(value)).isEqualTo(viewer(viewer));
  }

  @Test
  void theNumberOfProxiesDoesNotMatter() {
    assertThat(of(SINGLE, new TrustedProxies.Counted(2), "203.0.113.9", "198.51.100.1"))
        .isEqualTo(viewer("198.51.100.1"));
  }

  @Test
  void moreThanOneValueIsInvalid() {
    var invalid =
        new Invalid(
            "cf-connecting-ip has more than one value; let the proxy replace the header, not add"
                + " to it");

    assertThat(single("198.51.100.1", "198.51.100.1")).isEqualTo(invalid);
    assertThat(single("198.51.100.1,198.51.100.1")).isEqualTo(invalid);
    assertThat(single("198.51.100.1,")).isEqualTo(invalid);
    assertThat(single("198.51.100.1", "")).isEqualTo(invalid);
  }

  @Test
  void noValueIsAMissingViewer() {
    assertThat(single())
        .isEqualTo(
            new Missing(
                "cf-connecting-ip is missing; let the proxy send it, or set"
                    + " STREAMGATE_ADDRESS_HEADER to the header that it sends"));
  }

  @Test
  void aValueThatIsNoAddressIsInvalid() {
    assertThat(single("unknown"))
        .isEqualTo(
            new Invalid(
                "cf-connecting-ip is 'unknown': this is neither an IPv4 nor an IPv6 address; let"
                    + " the proxy set it to the address of its client"));
    assertThat(single(" "))
        .isEqualTo(
            new Invalid(
                "cf-connecting-ip is empty; let the proxy set it to the address of its client"));
  }

  @Test
  void withNetworksOnlyTheirPeersMaySendIt() {
    assertThat(of(SINGLE, TEN, "10.0.0.1", "198.51.100.1")).isEqualTo(viewer("198.51.100.1"));
    assertThat(of(SINGLE, TEN, "10.0.0.1", "10.0.0.2")).isEqualTo(viewer("10.0.0.2"));
    assertThat(of(SINGLE, TEN, "203.0.113.9", "198.51.100.1"))
        .isInstanceOfSatisfying(
            Invalid.class,
            invalid ->
                assertThat(invalid.detail())
                    .startsWith("cf-connecting-ip was sent by 203.0.113.9, which is in none of"));
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.10:46532, 198.51.100.10",
    "2001:db8:1:2::5:443, 2001:db8:1:2::/64",
    "2001:db8:1:2:3:4:5:6:443, 2001:db8:1:2::/64",
    "[2001:db8:1:2::5]:443, 2001:db8:1:2::/64"
  })
  void whatFollowsTheLastColonOfCloudfrontsHeaderIsThePort(String value, String viewer) {
    assertThat(of(CLOUDFRONT, ONE, "203.0.113.9", value)).isEqualTo(viewer(viewer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"198.51.100.10", "2001:db8:1:2:3:4:5:6", "198.51.100.10:http"})
  void cloudfrontsHeaderWithoutAPortIsInvalid(String value) {
    assertThat(of(CLOUDFRONT, ONE, "203.0.113.9", value))
        .isEqualTo(
            new Invalid(
                "cloudfront-viewer-address is '%s': this is not an address, a colon and a port;"
                        .formatted(value)
                    + " let the proxy set it to the address of its client"));
  }

  @ParameterizedTest
  @ValueSource(ints = {47, 129})
  void thePrefixOfIpv6IsBounded(int prefix) {
    assertThatThrownBy(() -> new ForwardedIdentity(AddressHeader.FORWARDED_FOR, ONE, prefix))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the prefix must be 48 to 128, not " + prefix);
  }
}
