package io.streamgate.engines.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Keycloak's tokens and keys look like, because other tests and documents depend on it. */
@Tag("engine")
final class KeycloakEngineTest {

  private static final JsonMapper JSON = new JsonMapper();

  private final Keycloak keycloak = Keycloak.running();
  private final Realm tv = keycloak.tv();

  @Test
  void aTokenNamesItsClientAsAuthorizedPartyAndHasNoAudience() {
    var claims = claims(tv.token("player"));

    assertThat(claims.path("iss").asString()).isEqualTo(tv.issuer().toString());
    assertThat(claims.path("azp").asString()).isEqualTo("player");
    assertThat(claims.has("sub")).isTrue();
    assertThat(claims.has("aud")).isFalse();
  }

  @Test
  void aTokenWithoutTheScopeBasicHasNoSubject() {
    assertThat(claims(tv.token("no-basic")).has("sub")).isFalse();
  }

  @Test
  void theClientSetsHowLongATokenLives() {
    assertThat(lifeSeconds(tv.token("player"))).isEqualTo(300);
    assertThat(lifeSeconds(tv.token("brief"))).isEqualTo(5);
  }

  @Test
  void theKeySetAlsoHoldsAKeyForEncryption() {
    assertThat(ofKeys("use")).contains("sig", "enc");
  }

  @Test
  void afterARotationANewKeySignsAndTheLastOneStaysInTheKeySet() {
    var last = kid(tv.token("player"));

    tv.rotateKeys();

    var next = kid(tv.token("player"));
    assertThat(next).isNotEqualTo(last);
    assertThat(ofKeys("kid")).contains(last, next);
  }

  @Test
  void aRestartKeepsAddressKeysAndUsers() {
    var before = tv.token("player");

    keycloak.stop();
    keycloak.start();

    var after = tv.token("player");
    assertThat(kid(after)).isEqualTo(kid(before));
    assertThat(claims(after).path("sub")).isEqualTo(claims(before).path("sub"));
  }

  private List<String> ofKeys(String field) {
    return StreamSupport.stream(tv.keySet().path("keys").spliterator(), false)
        .map(key -> key.path(field).asString())
        .toList();
  }

  private static long lifeSeconds(String token) {
    var claims = claims(token);
    return claims.path("exp").asLong() - claims.path("iat").asLong();
  }

  private static String kid(String token) {
    return part(token, 0).path("kid").asString();
  }

  private static JsonNode claims(String token) {
    return part(token, 1);
  }

  private static JsonNode part(String token, int number) {
    var json = Base64.getUrlDecoder().decode(token.split("\\.", -1)[number]);
    return JSON.readTree(new String(json, UTF_8));
  }
}
