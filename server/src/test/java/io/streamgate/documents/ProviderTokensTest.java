package io.streamgate.documents;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.streamgate.config.Config;
import io.streamgate.config.InvalidConfig;
import io.streamgate.config.identity.AccessTokens;
import io.streamgate.identity.Identification;
import io.streamgate.identity.Identification.Known;
import io.streamgate.identity.Request;
import io.streamgate.identity.jwt.ClaimNames;
import io.streamgate.identity.jwt.Issuer;
import io.streamgate.identity.jwt.JwtIdentity;
import io.streamgate.identity.jwt.TokenVerifier;
import io.streamgate.identity.jwt.ViewerClaims;
import io.streamgate.identity.jwt.keys.CurrentKeys;
import io.streamgate.identity.jwt.keys.KeyFile;
import io.streamgate.identity.jwt.keys.KeyLocation;
import io.streamgate.identity.jwt.keys.KeySource;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tokens of the shape of each identity provider are accepted with the settings that
 * docs/IDENTITY.md shows for it. They are signed with keys of the test.
 */
final class ProviderTokensTest {

  private static final Path PAGE = Documents.ROOT.resolve("docs/IDENTITY.md");
  private static final Pattern SETTING = Pattern.compile("(?m)^(STREAMGATE_\\w+)=(.+)$");
  private static final String KID = "12345678-1234-1234-1234-123456789012";
  private static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");
  private static final String HEADER = "STREAMGATE_JWT_HEADER";

  @BeforeEach
  void thePageIsThere() {
    assumeThat(Files.exists(PAGE)).as("docs/IDENTITY.md").isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Keycloak,                  7f7c3a8e-3a1c-4a53-8f1e-2b7f0f2f8f11",
    "Auth0,                     auth0|6566c3f2a1b2c3d4e5f60718",
    "Amazon Cognito,            a3c4d812-40d1-70a5-6b1c-5f6f3f2c1a10",
    "API Gateway,               account-42",
    "Envoy and Istio,           account-42"
  })
  void anAccessTokenOfTheProviderIsAccepted(String provider, String viewer) throws Exception {
    var header = Issuer.header(JWSAlgorithm.RS256, KID).build();

    assertThat(viewerOf(provider, Issuer.signed(header, claims(provider), Issuer.rsa(KID))))
        .isEqualTo(viewer);
  }

  /** A mistake in the settings of the page must not go unnoticed because everything is accepted. */
  @ParameterizedTest
  @CsvSource({"Keycloak", "Auth0", "Amazon Cognito", "API Gateway", "Envoy and Istio"})
  void theTokenOfAnotherClientOrIssuerIsRefused(String provider) throws Exception {
    var header = Issuer.header(JWSAlgorithm.RS256, KID).build();
    for (var claim : List.of("iss", "aud")) {
      var claims = claims(provider);
      claims.put(claim, "https://another.example");

      assertThat(identified(provider, Issuer.signed(header, claims, Issuer.rsa(KID))))
          .isInstanceOf(Identification.Unauthorized.class);
    }
  }

  /** As the profile of RFC 9068 of Auth0 has it. */
  @Test
  void anAccessTokenOfTheTypeOfRfc9068IsAccepted() throws Exception {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(KID)
            .build();

    assertThat(viewerOf("Auth0", Issuer.signed(header, claims("Auth0"), Issuer.rsa(KID))))
        .startsWith("auth0|");
  }

  @Test
  void anIdTokenOfCognitoHasTheClientAsItsAudience() throws Exception {
    var claims = claims("Amazon Cognito");
    claims.put("aud", requireNonNull(claims.remove("client_id")));
    claims.put("token_use", "id");
    var header = Issuer.header(JWSAlgorithm.RS256, KID).build();

    assertThat(viewerOf("Amazon Cognito", Issuer.signed(header, claims, Issuer.rsa(KID))))
        .isEqualTo("a3c4d812-40d1-70a5-6b1c-5f6f3f2c1a10");
  }

  @Test
  void aTokenOfALoadBalancerIsAcceptedWithItsPadding() throws Exception {
    var provider = "Application Load Balancer";

    assertThat(viewerOf(provider, ofLoadBalancer(json(provider)))).isEqualTo("account-42");
  }

  @Test
  void aTokenOfAnotherLoadBalancerIsRefused() throws Exception {
    var provider = "Application Load Balancer";
    var header = json(provider);
    header.put("signer", requireNonNull(header.get("signer")) + "0");

    assertThat(identified(provider, ofLoadBalancer(header)))
        .hasToString(
            "Unauthorized[credential=INVALID, detail=the access token was signed by another load"
                + " balancer (signer) than STREAMGATE_JWT_AUDIENCE]");
  }

  /** Signs the segments with their padding, as a load balancer does. */
  private static String ofLoadBalancer(Map<String, Object> header)
      throws JOSEException, ParseException {
    var claims =
        Map.<String, Object>of(
            "sub", "account-42", "exp", exp(), "iss", requireNonNull(header.get("iss")));
    header.put("exp", exp());
    header.put("typ", "JWT");
    var signed = padded(header) + "." + padded(claims);
    var signature =
        new ECDSASigner(Issuer.curve(KID))
            .sign(JWSHeader.parse(header), signed.getBytes(US_ASCII))
            .decode();
    var token = signed + "." + urlSafe(Base64.encode(signature).toString());
    assertThat(token).contains("=");
    return token;
  }

  private static String padded(Map<String, Object> json) {
    return urlSafe(Base64.encode(JSONObjectUtils.toJSONString(json)).toString());
  }

  private static String urlSafe(String base64) {
    return base64.replace('+', '-').replace('/', '_');
  }

  private static long exp() {
    return NOW.getEpochSecond() + 300;
  }

  /** The claims on the page, of a token that is valid now. */
  private static Map<String, Object> claims(String provider) throws ParseException {
    var claims = json(provider);
    claims.put("exp", exp());
    return claims;
  }

  private static Map<String, Object> json(String provider) throws ParseException {
    return new HashMap<>(JSONObjectUtils.parse(block(provider, "json")));
  }

  private static Map<String, String> settings(String provider) {
    var settings = new HashMap<String, String>();
    SETTING
        .matcher(block(provider, "ini"))
        .results()
        .forEach(setting -> settings.put(setting.group(1), setting.group(2).strip()));
    return settings;
  }

  /** The first block of this language in the provider's section. */
  private static String block(String provider, String language) {
    var section = Documents.read(PAGE).split("\n## " + provider + "\n", 2)[1].split("\n## ", 2)[0];
    return section.split("\n```" + language + "\n", 2)[1].split("\n```", 2)[0];
  }

  private static String viewerOf(String provider, String token) throws InvalidConfig {
    var identification = identified(provider, token);
    assertThat(identification).isInstanceOf(Known.class);
    return ((Known) identification).viewer().id().value();
  }

  private static Identification identified(String provider, String token) throws InvalidConfig {
    var settings = settings(provider);
    var config = Config.read(settings, Path.of("no-such.env"));
    var tokens = requireNonNull(config.viewers().accessTokens());
    var name = settings.getOrDefault(HEADER, "authorization");
    var value = settings.containsKey(HEADER) ? token : "Bearer " + token;
    var request =
        new Request(
            header -> header.equals(name) ? List.of(value) : List.of(),
            "192.0.2.1",
            "POST",
            "/api/v1/stream",
            null,
            null);
    return identity(tokens).identify(request, NOW).toCompletableFuture().join();
  }

  private static JwtIdentity identity(AccessTokens<ClaimNames> tokens) {
    var source =
        switch (tokens.keys()) {
          case KeyLocation.AtUrl(var url) ->
              new KeySource.OfUrl(url, ProviderTokensTest::keySet, Runnable::run);
          case KeyLocation.AtUrlOfEachKey(var start) ->
              new KeySource.OfEachKey(start, ProviderTokensTest::pem, Runnable::run);
          case KeyLocation.InFile file -> throw new AssertionError("not a URL: " + file);
        };
    var keys = new CurrentKeys(source, tokens.times(), KeyFile.none(), _ -> {}, NOW);
    return new JwtIdentity(
        new TokenVerifier<>(
            tokens.rules(),
            new ViewerClaims(tokens.claims()),
            keys,
            new TokenVerifier.Surroundings(
                Runnable::run, 1, Runnable::run, () -> 0, _ -> "", (_, _) -> {})));
  }

  private static CompletionStage<String> keySet(URI url) {
    return CompletableFuture.completedStage(Issuer.keySet(Issuer.rsa(KID)));
  }

  private static CompletionStage<String> pem(URI url) {
    assertThat(url.getPath()).isEqualTo("/" + KID);
    try {
      var key =
          java.util.Base64.getMimeEncoder().encode(Issuer.curve(KID).toECPublicKey().getEncoded());
      return CompletableFuture.completedStage(
          "-----BEGIN PUBLIC KEY-----\n"
              + new String(key, US_ASCII)
              + "\n-----END PUBLIC KEY-----");
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
