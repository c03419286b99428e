package io.streamgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.streamgate.config.identity.AccessTokens;
import io.streamgate.identity.jwt.ClaimNames;
import io.streamgate.identity.jwt.Issuer;
import io.streamgate.identity.jwt.TokenRules.AudienceIn;
import io.streamgate.identity.jwt.keys.CurrentKeys.Times;
import io.streamgate.identity.jwt.keys.KeyLocation;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of access tokens. */
final class ConfigTokensTest {

  private static final Path NO_FILE = Path.of("there-is-no-such-file");
  private static final String KEYS = "STREAMGATE_JWT_KEYS";

  /** The required settings, and these. */
  private static Map<String, String> with(String... more) {
    var settings = new HashMap<String, String>();
    settings.put("STREAMGATE_IDENTITY", "jwt");
    settings.put(KEYS, "https://id.tv.example/keys");
    settings.put("STREAMGATE_JWT_ISSUER", "https://id.tv.example");
    settings.put("STREAMGATE_JWT_AUDIENCE", "streamgate");
    for (var i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  private static AccessTokens<ClaimNames> read(String... more) throws InvalidConfig {
    return Objects.requireNonNull(Config.read(with(more), NO_FILE).viewers().accessTokens());
  }

  private static List<String> mistakes(Map<String, String> settings) {
    var thrown = catchThrowableOfType(InvalidConfig.class, () -> Config.read(settings, NO_FILE));
    return thrown == null ? List.of() : thrown.mistakes();
  }

  private static List<String> mistakes(String... more) {
    return mistakes(with(more));
  }

  @Test
  void theDefaultsAreThoseOfOpenIdConnect() throws Exception {
    var tokens = read();

    assertThat(tokens.keys())
        .isEqualTo(new KeyLocation.AtUrl(URI.create("https://id.tv.example/keys")));
    assertThat(tokens.times()).isEqualTo(new Times(Duration.ofMinutes(5), Duration.ofDays(1)));
    assertThat(tokens.rules().header()).isEqualTo("authorization");
    assertThat(tokens.rules().issuer()).isEqualTo("https://id.tv.example");
    assertThat(tokens.rules().audiences()).containsExactly("streamgate");
    assertThat(tokens.rules().audienceIn()).isEqualTo(AudienceIn.CLAIMS);
    assertThat(tokens.rules().algorithms()).containsExactlyInAnyOrder("RS256", "ES256");
    assertThat(tokens.claims()).isEqualTo(new ClaimNames("sub", null, null, null, List.of()));
  }

  @Test
  void eachSettingIsRead() throws Exception {
    var tokens =
        read(
            "STREAMGATE_JWT_AUDIENCE", "a, b,,a",
            "STREAMGATE_JWT_ALGORITHMS", "PS256 , ES384",
            "STREAMGATE_JWT_HEADER", "Cf-Access-Jwt-Assertion",
            "STREAMGATE_JWT_VIEWER_CLAIM", "custom:household",
            "STREAMGATE_JWT_PROFILE_CLAIM", "profile",
            "STREAMGATE_JWT_PLAN_CLAIM", "https://tv.example/plan",
            "STREAMGATE_JWT_LIMIT_CLAIM", "limit",
            "STREAMGATE_JWT_FACT_CLAIMS", "country, home",
            "STREAMGATE_JWT_KEYS_REFRESH", "PT30S",
            "STREAMGATE_JWT_KEYS_OUTAGE", "P30D");

    assertThat(tokens.rules().audiences()).containsExactlyInAnyOrder("a", "b");
    assertThat(tokens.rules().algorithms()).containsExactlyInAnyOrder("PS256", "ES384");
    assertThat(tokens.rules().header()).isEqualTo("cf-access-jwt-assertion");
    assertThat(tokens.claims())
        .isEqualTo(
            new ClaimNames(
                "custom:household",
                "profile",
                "https://tv.example/plan",
                "limit",
                List.of("country", "home")));
    assertThat(tokens.times()).isEqualTo(new Times(Duration.ofSeconds(30), Duration.ofDays(30)));
  }

  @Test
  void whatIsRequiredIsMissedAtOnce() {
    assertThat(mistakes(Map.of("STREAMGATE_IDENTITY", "jwt")))
        .containsExactly(
            "STREAMGATE_IDENTITY: 'jwt' needs the keys of the identity provider; set"
                + " STREAMGATE_JWT_KEYS",
            "STREAMGATE_IDENTITY: 'jwt' needs the issuer of its tokens; set STREAMGATE_JWT_ISSUER",
            "STREAMGATE_IDENTITY: 'jwt' needs the audience of its tokens; set"
                + " STREAMGATE_JWT_AUDIENCE");
  }

  @Test
  void inOtherModesTheyAreCheckedAndNotUsed() throws Exception {
    var settings = Map.of("STREAMGATE_JWT_ISSUER", "x", "STREAMGATE_JWT_KEYS_REFRESH", "P1D");
    assertThat(Config.read(settings, NO_FILE).viewers().accessTokens()).isNull();
    assertThat(mistakes(Map.of("STREAMGATE_JWT_ALGORITHMS", "none"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080/keys",
        "http://127.0.0.1/keys",
        "http://[::1]:8080/keys",
        "HTTPS://id.tv.example/keys?x=1"
      })
  void keysComeOverHttpsOrFromThisMachine(String url) throws Exception {
    assertThat(read(KEYS, url).keys()).isEqualTo(new KeyLocation.AtUrl(URI.create(url)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://id.tv.example/keys",
        "http://127.0.0.1.evil.example/keys",
        "http://localhost.evil.example/keys",
        "http://10.0.0.1/keys"
      })
  void keysOverPlainHttpAreAMistake(String url) {
    assertThat(mistakes(KEYS, url))
        .containsExactly(
            "STREAMGATE_JWT_KEYS: cannot use '%s': others on the network could replace the keys;"
                    .formatted(url)
                + " use https, or a loopback address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://me:secret@id.tv.example/keys",
        "https:///keys",
        "https://id.tv.example/keys#1",
        "ftp://id.tv.example/keys",
        "https://id.tv.example/a b",
        "https://id.tv.example/{kid}/keys"
      })
  void otherUrlsAreAMistake(String url) {
    assertThat(mistakes(KEYS, url)).hasSize(1).allMatch(one -> one.startsWith(KEYS + ": cannot "));
  }

  @Test
  void aUrlThatEndsInTheKeysNameIsThatOfEachKey() throws Exception {
    var tokens = read(KEYS, "https://public-keys.auth.elb.eu-west-1.amazonaws.com/{kid}");

    assertThat(tokens.keys())
        .isEqualTo(
            new KeyLocation.AtUrlOfEachKey(
                "https://public-keys.auth.elb.eu-west-1.amazonaws.com/"));
    assertThat(tokens.rules().audienceIn()).isEqualTo(AudienceIn.SIGNER);
    assertThat(mistakes(KEYS, "http://id.tv.example/{kid}")).hasSize(1);
  }

  @Test
  void keysMayBeInAFileWhichIsReadAtOnce(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("keys"), Issuer.keySet(Issuer.rsa("first")));
    assertThat(read(KEYS, file.toString()).keys()).isEqualTo(new KeyLocation.InFile(file));

    Files.writeString(file, "hello");
    assertThat(mistakes(KEYS, file.toString()))
        .containsExactly(
            "STREAMGATE_JWT_KEYS: cannot use '%s' as a file of keys: it is neither a key set (JWKS)"
                    .formatted(file)
                + " nor PEM; use a key set (JWKS) or PEM");
    assertThat(mistakes(KEYS, folder.resolve("missing").toString()))
        .hasSize(1)
        .allMatch(one -> one.contains("there is no such file"));
  }

  @Test
  void aSharedSecretIsForFilesOnly(@TempDir Path folder) throws Exception {
    var secret = "{\"keys\":[{\"kty\":\"oct\",\"k\":\"" + "A".repeat(43) + "\"}]}";
    var file = Files.writeString(folder.resolve("keys"), secret);

    assertThat(mistakes("STREAMGATE_JWT_ALGORITHMS", "HS256"))
        .containsExactly(
            "STREAMGATE_JWT_ALGORITHMS, STREAMGATE_JWT_KEYS: HS256 needs a secret, and keys at a"
                + " URL are no secret; use a file of keys");
    assertThat(mistakes("STREAMGATE_JWT_ALGORITHMS", "HS256", KEYS, file.toString())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "RS256;ES256", "rs256", "EdDSA", "HS512", "RS1"})
  void otherAlgorithmsAreAMistake(String algorithm) {
    assertThat(mistakes("STREAMGATE_JWT_ALGORITHMS", algorithm))
        .containsExactly(
            "STREAMGATE_JWT_ALGORITHMS: cannot use '%s'; use ES256, ES384, ES512, HS256, PS256,"
                    .formatted(algorithm)
                + " PS384, PS512, RS256, RS384, RS512");
    assertThat(mistakes("STREAMGATE_JWT_ALGORITHMS", ",")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cookie",
        "host",
        "x-forwarded-for",
        "Stream-Token",
        "x-streamgate-key",
        "content-type",
        "idempotency-key"
      })
  void aHeaderWithAnotherMeaningIsAMistake(String header) {
    assertThat(mistakes("STREAMGATE_JWT_HEADER", header))
        .containsExactly(
            "STREAMGATE_JWT_HEADER: cannot use '%s': it holds something else;".formatted(header)
                + " use authorization, or the header that the proxy sends");
    assertThat(mistakes("STREAMGATE_JWT_HEADER", "a b")).hasSize(1);
  }

  @Test
  void keysServeUntilTheyAreFetchedAgain() {
    assertThat(
            mistakes("STREAMGATE_JWT_KEYS_REFRESH", "PT2H", "STREAMGATE_JWT_KEYS_OUTAGE", "PT1H"))
        .containsExactly(
            "STREAMGATE_JWT_KEYS_OUTAGE, STREAMGATE_JWT_KEYS_REFRESH: keys that serve for PT1H are"
                + " gone before they are fetched again after PT2H; use PT2H or more");
    assertThat(
            mistakes("STREAMGATE_JWT_KEYS_REFRESH", "PT1H", "STREAMGATE_JWT_KEYS_OUTAGE", "PT1H"))
        .isEmpty();
  }
}
