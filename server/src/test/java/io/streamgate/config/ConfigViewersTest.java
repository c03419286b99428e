package io.streamgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.streamgate.config.Config.ViewerIdentity;
import io.streamgate.identity.forwarded.AddressHeader;
import io.streamgate.identity.forwarded.TrustedProxies;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings that say how viewers are identified. */
final class ConfigViewersTest {

  private static final Path NO_FILE = Path.of("there-is-no-such-file");
  private static final String PROXIES = "STREAMGATE_TRUSTED_PROXIES";
  private static final String HEADER = "STREAMGATE_ADDRESS_HEADER";

  private static List<String> mistakes(String name, String value) {
    var thrown =
        catchThrowableOfType(InvalidConfig.class, () -> Config.read(Map.of(name, value), NO_FILE));
    return thrown == null ? List.of() : thrown.mistakes();
  }

  private static ViewerIdentity read(String name, String value) throws InvalidConfig {
    return Config.read(Map.of(name, value), NO_FILE).viewers();
  }

  private static List<String> networks(String text) throws InvalidConfig {
    return read(PROXIES, text).trustedProxies() instanceof TrustedProxies.Within(var networks)
        ? networks.stream().map(Object::toString).toList()
        : List.of();
  }

  @Test
  void theProxiesAreANumberOrNetworks() throws Exception {
    assertThat(read(PROXIES, "32").trustedProxies()).isEqualTo(new TrustedProxies.Counted(32));
    assertThat(networks("10.0.0.0/8, 2001:db8::/32"))
        .containsExactly("10.0.0.0/8", "2001:db8::/32");
    assertThat(networks("128.0.0.0/1,2001:DB8::1/128,"))
        .containsExactly("128.0.0.0/1", "2001:db8::1/128");
  }

  @Test
  void aSingleAddressIsANetworkOfItself() throws Exception {
    assertThat(networks("192.0.2.1, 2001:db8::1"))
        .containsExactly("192.0.2.1/32", "2001:db8::1/128");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "33", "-1", "many", "02", ",", "10;20"})
  void whatIsNeitherIsToldWhatBothLookLike(String text) {
    assertThat(mistakes(PROXIES, text))
        .containsExactly(
            "STREAMGATE_TRUSTED_PROXIES: cannot read '%s' as a number or as networks;"
                    .formatted(text)
                + " use 1 to 32, or networks such as 10.0.0.0/8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0/8",
        "10.0.0.0/",
        "10.0.0.0/8/8",
        "10.0.0.0/255.0.0.0",
        "10.0.0.0/-8",
        "10.0.0.0 /8",
        "10.0.0.0-10.255.255.255",
        "10.*",
        "[2001:db8::]/32",
        "10.0.0.1:80",
        "fe80::1%eth0",
        "proxy.example"
      })
  void whatIsNoNetworkIsAMistake(String text) {
    assertThat(mistakes(PROXIES, "192.0.2.0/24," + text))
        .containsExactly(
            "STREAMGATE_TRUSTED_PROXIES: cannot read '%s' as a network;".formatted(text)
                + " use CIDR notation such as 10.0.0.0/8 or 2001:db8::/32");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/33, 32",
    "10.0.0.0/08, 32",
    "10.0.0.0/99999999999, 32",
    "2001:db8::/129, 128"
  })
  void aMaskHasABound(String text, String most) {
    assertThat(mistakes(PROXIES, text))
        .containsExactly(
            "STREAMGATE_TRUSTED_PROXIES: cannot use '%s': the mask must be a number of bits;"
                    .formatted(text)
                + " use /1 to /"
                + most);
  }

  @Test
  void anAddressWithBitsAfterItsMaskIsToldBothMeanings() {
    assertThat(mistakes(PROXIES, "10.1.2.3/8"))
        .containsExactly(
            "STREAMGATE_TRUSTED_PROXIES: cannot use '10.1.2.3/8': the address has bits after the"
                + " first 8; use 10.0.0.0/8 for the network, or 10.1.2.3 for the address alone");
    assertThat(mistakes(PROXIES, "2001:db8::1/64"))
        .containsExactly(
            "STREAMGATE_TRUSTED_PROXIES: cannot use '2001:db8::1/64': the address has bits after"
                + " the first 64; use 2001:db8::/64 for the network, or 2001:db8::1 for the address"
                + " alone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0", "10.0.0.0/00"})
  void everyAddressIsNoNetworkOfProxies(String text) {
    assertThat(mistakes(PROXIES, text))
        .containsExactly(
            "STREAMGATE_TRUSTED_PROXIES: cannot use '%s': every client would count as a proxy;"
                    .formatted(text)
                + " use the networks of the proxies");
  }

  @ParameterizedTest
  @ValueSource(strings = {"::ffff:10.0.0.0/104", "64:ff9b::/96", "::ffff:10.0.0.1"})
  void ipv4InIpv6NotationIsAMistake(String text) {
    assertThat(mistakes(PROXIES, text))
        .containsExactly(
            "STREAMGATE_TRUSTED_PROXIES: cannot use '%s': IPv4 addresses in IPv6 notation count as"
                    .formatted(text)
                + " IPv4; use IPv4 notation");
  }

  @Test
  void aNumberAmongNetworksIsAMistakeAndEachMistakeIsReported() {
    assertThat(mistakes(PROXIES, "2, 10.0.0.0/8, 10.0.0.0/40"))
        .containsExactly(
            "STREAMGATE_TRUSTED_PROXIES: cannot use '2': a number and networks exclude each other;"
                + " use one or the other",
            "STREAMGATE_TRUSTED_PROXIES: cannot use '10.0.0.0/40': the mask must be a number of"
                + " bits; use /1 to /32");
  }

  @ParameterizedTest
  @CsvSource({
    "CF-Connecting-IP, cf-connecting-ip",
    "true-client-ip, true-client-ip",
    "X-Forwarded-For, x-forwarded-for",
    "x_real.ip, x_real.ip"
  })
  void theAddressMayBeInAnotherHeader(String text, String name) throws Exception {
    assertThat(read(HEADER, text).addressHeader()).isEqualTo(new AddressHeader(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "x real ip", "x-real-ip:", "x-real-ip, y", "ströme"})
  void whatIsNoNameOfAHeaderIsAMistake(String text) {
    assertThat(mistakes(HEADER, text))
        .containsExactly(
            "STREAMGATE_ADDRESS_HEADER: cannot read '%s' as the name of a header;".formatted(text)
                + " use x-forwarded-for, or a header that holds a single address, such as"
                + " cf-connecting-ip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "Stream-Token",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "content-length",
        "content-type",
        "content-anything",
        "host",
        "origin",
        "authorization",
        "cookie",
        "expect",
        "forwarded",
        "idempotency-key",
        "x-request-id"
      })
  void aHeaderWithAnotherMeaningIsAMistake(String text) {
    assertThat(mistakes(HEADER, text))
        .containsExactly(
            "STREAMGATE_ADDRESS_HEADER: cannot use '%s': it does not hold a plain address;"
                    .formatted(text)
                + " use x-forwarded-for, or a header that holds a single address, such as"
                + " cf-connecting-ip");
  }
}
