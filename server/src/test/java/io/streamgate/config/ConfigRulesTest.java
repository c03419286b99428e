package io.streamgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules between settings, and rules for lists and names. */
final class ConfigRulesTest {

  private static final Path NO_FILE = Path.of("there-is-no-such-file");

  private static List<String> mistakes(Map<String, String> environment) {
    var thrown = catchThrowableOfType(InvalidConfig.class, () -> Config.read(environment, NO_FILE));
    return thrown == null ? List.of() : thrown.mistakes();
  }

  private static List<String> origins(String text) throws InvalidConfig {
    return Config.read(Map.of("STREAMGATE_CORS_ORIGINS", text), NO_FILE).http().corsOrigins();
  }

  @Test
  void aLeaseOfThreeIntervalsIsEnough() {
    assertThat(
            mistakes(Map.of("STREAMGATE_LEASE", "PT60S", "STREAMGATE_HEARTBEAT_INTERVAL", "PT20S")))
        .isEmpty();
  }

  @Test
  void aLeaseShorterThanThreeIntervalsNamesBothSettings() {
    assertThat(mistakes(Map.of("STREAMGATE_LEASE", "PT89.999S")))
        .containsExactly(
            "STREAMGATE_LEASE, STREAMGATE_HEARTBEAT_INTERVAL: a lease of PT89.999S is shorter than"
                + " three intervals of PT30S; use a lease of PT1M30S or more");
  }

  @Test
  void aLeaseThatCannotBeReadIsNotComparedToTheInterval() {
    assertThat(
            mistakes(Map.of("STREAMGATE_LEASE", "long", "STREAMGATE_HEARTBEAT_INTERVAL", "PT60S")))
        .hasSize(1);
  }

  @Test
  void twoPortsOnOneAddressDiffer() {
    assertThat(mistakes(Map.of("PORT", "9090")))
        .containsExactly("PORT, STREAMGATE_MANAGEMENT_PORT: both are 9090; use different ports");
    assertThat(mistakes(Map.of("PORT", "9090", "HOST", "10.0.0.7"))).isEmpty();
    assertThat(mistakes(Map.of("PORT", "0", "STREAMGATE_MANAGEMENT_PORT", "0"))).isEmpty();
  }

  @Test
  void originsAreSpelledAsBrowsersSpellThem() throws Exception {
    assertThat(
            origins(
                " https://TV.example:443,http://tv.example:80 ,http://localhost:5173,,"
                    + "https://tv.example, capacitor://localhost,http://[::1]:3000,"))
        .containsExactly(
            "https://tv.example",
            "http://tv.example",
            "http://localhost:5173",
            "capacitor://localhost",
            "http://[::1]:3000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tv.example",
        "https://",
        "https://tv.example/",
        "https://tv.example/watch",
        "null",
        "https://*.tv.example",
        "https://me@tv.example",
        "https://tv.example:0",
        "https://tv.example:65536",
        "https://tv.example:",
        "https://tv.example https://b.example"
      })
  void whatIsNoOriginIsAMistake(String origin) {
    assertThat(mistakes(Map.of("STREAMGATE_CORS_ORIGINS", "https://ok.example," + origin)))
        .containsExactly(
            "STREAMGATE_CORS_ORIGINS: cannot read '%s' as an origin;".formatted(origin)
                + " use scheme://host or scheme://host:port");
  }

  @Test
  void everyOriginIsRefusedBecauseAnAddressIsACredential() {
    assertThat(mistakes(Map.of("STREAMGATE_CORS_ORIGINS", "*")))
        .containsExactly(
            "STREAMGATE_CORS_ORIGINS: '*' is allowed only with STREAMGATE_IDENTITY=jwt and the"
                + " token in authorization: otherwise every page in a viewer's browser could act"
                + " for the viewer; list the origins");
  }

  @Test
  void headersOfPagesAreNamesInAnyCase() throws Exception {
    assertThat(
            Config.read(
                    Map.of("STREAMGATE_CORS_HEADERS", " X-App-Version,x-tenant,, x-tenant ,"),
                    NO_FILE)
                .http()
                .corsHeaders())
        .containsExactly("x-app-version", "x-tenant");
    assertThat(mistakes(Map.of("STREAMGATE_CORS_HEADERS", "x-tenant, x tenant")))
        .containsExactly(
            "STREAMGATE_CORS_HEADERS: cannot read 'x tenant' as the name of a header;"
                + " use names such as x-app-version");
    assertThat(mistakes(Map.of("STREAMGATE_CORS_HEADERS", "*")))
        .containsExactly(
            "STREAMGATE_CORS_HEADERS: '*' is not allowed: browsers ignore it for requests with"
                + " credentials; list the headers");
  }

  @Test
  void hostsAreNamesWithoutPortsInAnyCase() throws Exception {
    var config =
        Config.read(
            Map.of(
                "STREAMGATE_ALLOWED_HOSTS", " TV.example., tv.example,,api.tv.example ,",
                "STREAMGATE_MANAGEMENT_ALLOWED_HOSTS", "Prometheus_1"),
            NO_FILE);

    assertThat(config.http().allowedHosts()).containsExactly("tv.example", "api.tv.example");
    assertThat(config.management().allowedHosts()).containsExactly("prometheus_1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://tv.example", "tv.example:443", "*.tv.example", "[::1]", ".", "a..b"})
  void whatIsNoHostNameIsAMistake(String name) {
    for (var setting : List.of("STREAMGATE_ALLOWED_HOSTS", "STREAMGATE_MANAGEMENT_ALLOWED_HOSTS")) {
      assertThat(mistakes(Map.of(setting, "tv.example," + name)))
          .containsExactly(
              setting
                  + (": cannot read '" + name + "' as a host name;")
                  + " use names such as tv.example, without a scheme or a port");
    }
  }

  @Test
  void theManagementPortIsNotForEveryHost() {
    assertThat(mistakes(Map.of("STREAMGATE_MANAGEMENT_ALLOWED_HOSTS", "*"))).hasSize(1);
    assertThat(mistakes(Map.of("STREAMGATE_ALLOWED_HOSTS", "*"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "STREAMGATE_LEASES, STREAMGATE_LEASE",
    "STREAMGATE_LAESE, STREAMGATE_LEASE",
    "STREAMGATE_LIMITS, STREAMGATE_LIMIT",
    "STREAMGATE_STARTS_PER_MIN, STREAMGATE_STARTS_PER_MINUTE",
    "STREAMGATE_TRUSTED_PROXY, STREAMGATE_TRUSTED_PROXIES",
    "STREAMGATE_PORT, PORT",
    "STREAMGATE_HOST, HOST",
    "STREAMGATE_DYNAMO_TABLE_NAME, DYNAMO_TABLE_NAME",
    "STREAMGATE_AWS_REGION, AWS_REGION",
    "STREAMGATE_CREATE_TABLES, STREAMGATE_CREATE_TABLE"
  })
  void anUnknownNameNearASettingIsToldWhichOne(String name, String meant) {
    assertThat(mistakes(Map.of(name, "1")))
        .containsExactly(name + ": unknown setting; did you mean " + meant + "?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"STREAMGATE_FOO", "STREAMGATE_COLOUR_OF_THE_LOGO", "STREAMGATE_"})
  void anUnknownNameNearNoSettingGetsNoSuggestion(String name) {
    assertThat(mistakes(Map.of(name, "")))
        .containsExactly(name + ": unknown setting; docs/OPERATING.md lists all settings");
  }

  @Test
  void namesWithoutThePrefixAreOtherPrograms() {
    assertThat(mistakes(Map.of("PORTS", "1", "LEASE", "2", "streamgate_limit", "3"))).isEmpty();
  }

  /** Otherwise a pod behind a Kubernetes service named streamgate would fail to start. */
  @Test
  void whatKubernetesInjectsForAServiceOfThatNameIsIgnored() {
    assertThat(
            mistakes(
                Map.of(
                    "STREAMGATE_SERVICE_HOST", "10.0.0.11",
                    "STREAMGATE_SERVICE_PORT", "8080",
                    "STREAMGATE_SERVICE_PORT_HTTP", "8080",
                    "STREAMGATE_PORT", "tcp://10.0.0.11:8080",
                    "STREAMGATE_PORT_8080_TCP", "tcp://10.0.0.11:8080",
                    "STREAMGATE_PORT_8080_TCP_PROTO", "tcp",
                    "STREAMGATE_PORT_8080_TCP_PORT", "8080",
                    "STREAMGATE_PORT_8080_TCP_ADDR", "10.0.0.11")))
        .isEmpty();
  }

  @Test
  void aMistakeStaysOnItsLineWhateverTheValueHolds() {
    assertThat(mistakes(Map.of("PORT", "1\n2\u001b" + "x".repeat(300))))
        .containsExactly(
            "PORT: cannot read '1?2?" + "x".repeat(196) + "...' as a port; use 0 to 65535");
  }
}
