package io.streamgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings that depend on how viewers are identified. */
final class ConfigByIdentityTest {

  private static final Path NO_FILE = Path.of("there-is-no-such-file");

  /** A load balancer makes this header from a cookie. */
  @Test
  void everyOriginIsRefusedWhereAProxyMayAddTheToken() {
    var settings = new HashMap<>(withJwt("STREAMGATE_CORS_ORIGINS", "*"));
    settings.put("STREAMGATE_JWT_HEADER", "x-amzn-oidc-data");

    var thrown = catchThrowableOfType(InvalidConfig.class, () -> Config.read(settings, NO_FILE));
    assertThat(thrown.mistakes())
        .singleElement()
        .asString()
        .startsWith("STREAMGATE_CORS_ORIGINS: '*' is allowed only with");
  }

  /** A page of any origin can do nothing without an access token, which browsers do not add. */
  @Test
  void everyOriginIsAllowedWhereAPageNeedsAnAccessToken() throws InvalidConfig {
    assertThat(Config.read(withJwt("STREAMGATE_CORS_ORIGINS", "*"), NO_FILE).http().corsOrigins())
        .containsExactly("*");
  }

  @Test
  void historyIsShortByDefaultOnlyWhereAnAddressHasANextHolder() throws InvalidConfig {
    var byKey =
        Map.of("STREAMGATE_IDENTITY", "header", "STREAMGATE_BACKEND_KEYS", "tv:" + "0a".repeat(32));

    assertThat(Config.read(Map.of(), NO_FILE).storage().historyRetention())
        .isEqualTo(Duration.ofDays(1));
    assertThat(Config.read(byKey, NO_FILE).storage().historyRetention())
        .isEqualTo(Duration.ofDays(30));
    assertThat(Config.read(byKey, NO_FILE).storage().isRetentionSet()).isFalse();
    assertThat(
            Config.read(withJwt("STREAMGATE_HISTORY_RETENTION", "P2D"), NO_FILE)
                .storage()
                .historyRetention())
        .isEqualTo(Duration.ofDays(2));
  }

  @Test
  void anAudienceOfNothingIsAMistake() {
    assertThat(mistakes("STREAMGATE_JWT_AUDIENCE", " , "))
        .containsExactly("STREAMGATE_JWT_AUDIENCE: has no audience; use one that the tokens have");
  }

  @Test
  void aPasswordInAUrlIsNotQuoted() {
    assertThat(mistakes("STREAMGATE_JWT_KEYS", "https://me:secret@id.tv.example/keys"))
        .singleElement()
        .asString()
        .contains("https://...@id.tv.example/keys")
        .doesNotContain("secret");
  }

  private static List<String> mistakes(String name, String value) {
    var thrown =
        catchThrowableOfType(InvalidConfig.class, () -> Config.read(withJwt(name, value), NO_FILE));
    return thrown.mistakes();
  }

  private static Map<String, String> withJwt(String name, String value) {
    var settings = new HashMap<String, String>();
    settings.put("STREAMGATE_IDENTITY", "jwt");
    settings.put("STREAMGATE_JWT_KEYS", "https://id.example/keys");
    settings.put("STREAMGATE_JWT_ISSUER", "https://id.example/");
    settings.put("STREAMGATE_JWT_AUDIENCE", "streams");
    settings.put(name, value);
    return settings;
  }
}
