package io.streamgate.identity.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import io.streamgate.identity.CredentialObserver.CredentialCheck;
import io.streamgate.identity.Identification.Known;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of an access token, in their order. */
final class JwtIdentityTest extends JwtFixture {

  @Test
  void aValidTokenNamesItsViewer() {
    assertThat(viewer(token()).id().value()).isEqualTo("viewer-1");
    assertThat(observed).containsExactly(CredentialCheck.VERIFIED);
  }

  @Test
  void aTokenOnACurveIsVerified() {
    var header = Issuer.header(JWSAlgorithm.ES256, "curve").build();

    assertThat(
            viewer(Issuer.signed(header, Issuer.claims(NOW), Issuer.curve("curve"))).id().value())
        .isEqualTo("viewer-1");
  }

  @Test
  void theAlgorithmNoneIsRefusedWithAndWithoutASignature() {
    var header = Base64URL.encode("{\"alg\":\"none\"}").toString();
    var claims = token().split("\\.", -1)[1];

    assertThat(refusal(header + "." + claims + ".")).contains("not a signed JWT");
    assertThat(refusal(header + "." + claims + ".c2ln")).contains("not a signed JWT");
  }

  /** The RSA key is public, so that anybody could use it as the secret of HS256. */
  @Test
  void theRsaKeyIsNoSecret() throws JOSEException {
    var pem = Issuer.keySet(Issuer.rsa("first")).getBytes(UTF_8);
    var header = Issuer.header(JWSAlgorithm.HS256, "first").build();
    var forged = Issuer.signed(header, Issuer.claims(NOW), new MACSigner(pem));

    assertThat(refusal(forged)).contains("(alg) of the access token is none of");

    identity =
        identity(
            new TokenRules(
                TokenRules.Bearer.VIEWER,
                "authorization",
                Issuer.NAME,
                Set.of(Issuer.AUDIENCE),
                TokenRules.AudienceIn.CLAIMS,
                Set.of("RS256", "HS256")));
    assertThat(refusal(forged))
        .isEqualTo("the key (kid) of the access token is not for its algorithm (alg)");
  }

  @Test
  void anAlgorithmThatIsNotInTheSettingIsRefused() {
    var header = Issuer.header(JWSAlgorithm.RS512, "first").build();

    assertThat(refusal(Issuer.signed(header, Issuer.claims(NOW), Issuer.rsa("first"))))
        .isEqualTo("the algorithm (alg) of the access token is none of STREAMGATE_JWT_ALGORITHMS");
  }

  @Test
  void anExtensionThatMustBeUnderstoodIsRefused() {
    var header = Issuer.header(JWSAlgorithm.RS256, "first").criticalParams(Set.of("b64")).build();

    assertThat(refusal(Issuer.signed(header, Issuer.claims(NOW), Issuer.rsa("first"))))
        .contains("(crit)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt", "at+jwt", "application/at+JWT"})
  void theTypeIsThatOfAnAccessToken(String type) {
    assertThat(viewer(ofType(new JOSEObjectType(type))).id().value()).isEqualTo("viewer-1");
  }

  @Test
  void theTypeMayBeAbsent() {
    assertThat(viewer(ofType(null)).id().value()).isEqualTo("viewer-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"logout+jwt", "dpop+jwt", "JOSE"})
  void aTokenOfAnotherTypeIsRefused(String type) {
    assertThat(refusal(ofType(new JOSEObjectType(type)))).contains("(typ)");
  }

  private static String ofType(@Nullable JOSEObjectType type) {
    var header = Issuer.header(JWSAlgorithm.RS256, "first").type(type).build();
    return Issuer.signed(header, Issuer.claims(NOW), Issuer.rsa("first"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://id.tv.example/", "https://ID.tv.example", "id.tv.example", ""})
  void theIssuerIsComparedAsText(String issuer) {
    assertThat(refusal(tokenWith("iss", issuer))).contains("another issuer (iss)");
  }

  @Test
  void aTokenWithoutAnIssuerIsRefused() {
    assertThat(refusal(tokenWithout("iss"))).contains("another issuer (iss)");
  }

  @Test
  void oneOfTheAudiencesIsEnough() {
    for (var audience : List.of("other", List.of("account", "streamgate"), List.of("other"))) {
      assertThat(identified(tokenWith("aud", audience))).isInstanceOf(Known.class);
    }
  }

  @Test
  void aTokenForAnotherAudienceIsRefused() {
    for (var audience : List.of("account", List.of("account"), List.of(), 5)) {
      assertThat(refusal(tokenWith("aud", audience))).contains("another audience (aud)");
    }
  }

  @Test
  void withoutAnAudienceTheClientCounts() {
    for (var claim : List.of("client_id", "azp")) {
      assertThat(identified(ofClient(claim, "streamgate"))).isInstanceOf(Known.class);
      assertThat(refusal(ofClient(claim, "app"))).contains("no audience (aud), and its client");
    }
    assertThat(refusal(tokenWithout("aud"))).contains("no audience (aud), and its client");
  }

  @Test
  void theClientDoesNotCountIfThereIsAnAudience() {
    var claims = Issuer.claims(NOW);
    claims.put("aud", "account");
    claims.put("azp", "streamgate");

    assertThat(refusal(Issuer.signed(claims, Issuer.rsa("first")))).contains("another audience");
  }

  private static String ofClient(String claim, String client) {
    var claims = Issuer.claims(NOW);
    claims.remove("aud");
    claims.put(claim, client);
    return Issuer.signed(claims, Issuer.rsa("first"));
  }

  @Test
  void anUnknownKeyIsSaidAsSuch() {
    assertThat(refusal(Issuer.signed(Issuer.claims(NOW), Issuer.rsa("second"))))
        .isEqualTo("the key (kid) of the access token is not in the identity provider's key set");
  }

  @Test
  void aTokenThatNamesNoKeyIsTriedWithAllThatFit() {
    published = Issuer.keySet(Issuer.rsa("second"), Issuer.curve("curve"), Issuer.rsa("first"));
    var header = Issuer.header(JWSAlgorithm.RS256, "first").keyID(null).build();

    assertThat(viewer(Issuer.signed(header, Issuer.claims(NOW), Issuer.rsa("first"))).id().value())
        .isEqualTo("viewer-1");
    assertThat(refusal(Issuer.signed(header, Issuer.claims(NOW), Issuer.rsa("third"))))
        .contains("signature");
  }

  @Test
  void aSignatureOfAnotherKeyWithTheSameNameIsRefused() {
    var header = Issuer.header(JWSAlgorithm.RS256, "first").build();

    assertThat(refusal(Issuer.signed(header, Issuer.claims(NOW), Issuer.rsa("second"))))
        .isEqualTo("the signature of the access token does not verify");
    assertThat(observed).containsExactly(CredentialCheck.INVALID);
  }

  /** Some are JSON, and none is an object. */
  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "\"me\"", "true", "{", ""})
  void claimsThatAreNoObjectAreRefused(String claims) {
    var header = Base64URL.encode("{\"alg\":\"RS256\",\"kid\":\"first\"}");

    assertThat(refusal(header + "." + Base64URL.encode(claims) + ".c2ln"))
        .contains("not a signed JWT");
  }

  @Test
  void changedClaimsDoNotVerify() {
    var segments = token().split("\\.", -1);
    var other = tokenWith("sub", "viewer-2").split("\\.", -1);

    assertThat(refusal(segments[0] + "." + other[1] + "." + segments[2])).contains("signature");
  }

  /** Flips each bit of a token in turn, after the token itself was verified and kept. */
  @Test
  void noOtherBytesThanThoseOfTheTokenAreAccepted() {
    var token = token();
    viewer(token);
    var accepted = 0;
    for (var i = 0; i < token.length(); i += 7) {
      var bytes = token.getBytes(UTF_8);
      bytes[i] ^= 1;
      var changed = new String(bytes, UTF_8);
      if (identified(changed) instanceof Known(var viewer, _)) {
        accepted++;
        assertThat(viewer.id().value()).isEqualTo("viewer-1");
      }
    }
    // the last character of a segment can have bits that mean nothing
    assertThat(accepted).isLessThanOrEqualTo(1);
    assertThat(Arrays.stream(token.split("\\.", -1)).count()).isEqualTo(3);
  }

  /** A detail is logged and shown, and a token is a credential. */
  @Test
  void noRefusalQuotesTheToken() {
    for (var token :
        List.of(
            tokenWith("iss", "secret-name"),
            tokenWith("aud", "secret-name"),
            Issuer.signed(Issuer.claims(NOW), Issuer.rsa("secret-name")))) {
      assertThat(refusal(token)).doesNotContain("secret-name").doesNotContain("eyJ");
    }
  }
}
