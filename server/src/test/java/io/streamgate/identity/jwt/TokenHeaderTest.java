package io.streamgate.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.identity.CredentialObserver.CredentialCheck;
import io.streamgate.identity.Identification;
import io.streamgate.identity.Identification.Known;
import io.streamgate.identity.Identification.Unauthorized;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One header with one token: the first of the checks. */
final class TokenHeaderTest extends JwtFixture {

  private static String credential(Identification identification) {
    return identification instanceof Unauthorized(var credential, var detail)
        ? credential + ": " + detail
        : String.valueOf(identification);
  }

  @Test
  void withoutTheHeaderTheTokenIsMissing() {
    assertThat(credential(identified(Map.of(), NOW)))
        .isEqualTo(
            "MISSING: authorization is missing; send the viewer's access token as in:"
                + " authorization: Bearer eyJ...");
    assertThat(observed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic dTpw", "Bearer", "Bearer ", "", "Bearereyj.a.b"})
  void aHeaderOfAnotherSchemeHasNoToken(String value) {
    assertThat(credential(identified(Map.of("authorization", List.of(value)), NOW)))
        .startsWith("MISSING: authorization has no ");
  }

  @Test
  void twoHeadersAreRefusedAlsoIfTheyAreTheSame() {
    var value = "Bearer " + token();

    assertThat(credential(identified(Map.of("authorization", List.of(value, value)), NOW)))
        .isEqualTo("INVALID: there is more than one authorization; send one token");
    assertThat(observed).containsExactly(CredentialCheck.INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bearer ", "BEARER ", "Bearer   "})
  void theSchemeIsNotCaseSensitive(String scheme) {
    assertThat(identified(Map.of("authorization", List.of(scheme + token())), NOW))
        .isInstanceOf(Known.class);
  }

  @Test
  void anotherHeaderHoldsTheTokenAlone() {
    identity = identity(rules("x-token", TokenRules.AudienceIn.CLAIMS));

    assertThat(identified(Map.of("x-token", List.of(token())), NOW)).isInstanceOf(Known.class);
    assertThat(identified(Map.of("x-token", List.of("Bearer " + token())), NOW))
        .isInstanceOf(Unauthorized.class);
    assertThat(credential(identified(Map.of("authorization", List.of("Bearer " + token())), NOW)))
        .isEqualTo(
            "MISSING: x-token is missing; send the viewer's access token as in: x-token: eyJ...");
  }

  @Test
  void aTokenHasAtMostEightKilobytes() {
    var name = "n".repeat(8 * 1024);

    assertThat(refusal(tokenWith("nickname", name)))
        .startsWith("the token is longer than 8192 bytes");
    assertThat(viewer(tokenWith("nickname", name.substring(3000))).id().value())
        .isEqualTo("viewer-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "a.b", "a.b.c", "a.b.c.d", "..", "e30.e30.", "eyJ.eyJ.é", "a.b.c, a"})
  void aTextThatIsNoSignedJwtIsRefused(String text) {
    assertThat(refusal(text)).isEqualTo("the access token is not a signed JWT of three segments");
  }

  @Test
  void anEncryptedTokenOfFiveSegmentsIsRefused() {
    assertThat(refusal(token() + ".a.b")).contains("not a signed JWT");
  }
}
