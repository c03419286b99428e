package io.streamgate.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.streamgate.identity.jwt.OperatorClaims;
import io.streamgate.identity.jwt.keys.KeyLocation;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The settings of operators' access tokens. */
final class ConfigOperatorTokensTest {

  private static final Path NO_FILE = Path.of("there-is-no-such-file");
  private static final String PREFIX = "STREAMGATE_OPERATOR_JWT_";
  private static final Map<String, String> REQUIRED =
      Map.of(
          PREFIX + "KEYS", "https://id.tv.example/keys",
          PREFIX + "ISSUER", "https://id.tv.example",
          PREFIX + "AUDIENCE", "streamgate-admin");

  private static Map<String, String> with(String... more) {
    var all = new HashMap<>(REQUIRED);
    for (var i = 0; i < more.length; i += 2) {
      all.put(PREFIX + more[i], more[i + 1]);
    }
    return all;
  }

  private static List<String> mistakes(Map<String, String> environment) {
    var thrown = catchThrowableOfType(InvalidConfig.class, () -> Config.read(environment, NO_FILE));
    return thrown == null ? List.of() : thrown.mistakes();
  }

  @Test
  void theyAreBesideThoseOfViewers() throws Exception {
    var config = Config.read(with("ALGORITHMS", "PS256", "HEADER", "X-Staff-Token"), NO_FILE);
    var tokens = requireNonNull(config.management().operators().accessTokens());

    assertThat(tokens.keys())
        .isEqualTo(new KeyLocation.AtUrl(URI.create("https://id.tv.example/keys")));
    assertThat(tokens.rules().issuer()).isEqualTo("https://id.tv.example");
    assertThat(tokens.rules().audiences()).containsExactly("streamgate-admin");
    assertThat(tokens.rules().algorithms()).containsExactly("PS256");
    assertThat(tokens.rules().header()).isEqualTo("x-staff-token");
    assertThat(tokens.claims()).isEqualTo(new OperatorClaims("sub", "roles"));
    assertThat(config.viewers().accessTokens()).isNull();
  }

  @Test
  void theClaimsCanBeOthers() throws Exception {
    var config = Config.read(with("NAME_CLAIM", "email", "ROLE_CLAIM", "groups"), NO_FILE);

    assertThat(requireNonNull(config.management().operators().accessTokens()).claims())
        .isEqualTo(new OperatorClaims("email", "groups"));
  }

  @Test
  void withoutThemNoProviderNamesOperators() throws Exception {
    assertThat(Config.read(Map.of(), NO_FILE).management().operators().accessTokens()).isNull();
  }

  @Test
  void oneOfThemAsksForTheOthers() {
    assertThat(mistakes(Map.of(PREFIX + "ISSUER", "https://id.tv.example")))
        .containsExactly(
            "STREAMGATE_OPERATOR_JWT_ISSUER: an access token of operators needs the keys of the"
                + " identity provider; set STREAMGATE_OPERATOR_JWT_KEYS",
            "STREAMGATE_OPERATOR_JWT_ISSUER: an access token of operators needs the audience of its"
                + " tokens; set STREAMGATE_OPERATOR_JWT_AUDIENCE");
  }

  @Test
  void aMistakeNamesTheSettingOfOperators() {
    assertThat(mistakes(with("KEYS", "http://10.0.0.1/keys")))
        .containsExactly(
            "STREAMGATE_OPERATOR_JWT_KEYS: cannot use 'http://10.0.0.1/keys': others on the network"
                + " could replace the keys; use https, or a loopback address");
    assertThat(mistakes(with("HEADER", "host")))
        .singleElement()
        .asString()
        .startsWith("STREAMGATE_OPERATOR_JWT_HEADER: cannot use 'host': it holds something else");
    assertThat(mistakes(with("ALGORITHMS", "none")))
        .singleElement()
        .asString()
        .startsWith("STREAMGATE_OPERATOR_JWT_ALGORITHMS: cannot use 'none'; use ES256");
    assertThat(mistakes(with("ALGORITHMS", "HS256")))
        .containsExactly(
            "STREAMGATE_OPERATOR_JWT_ALGORITHMS, STREAMGATE_OPERATOR_JWT_KEYS: HS256 needs a"
                + " secret, and keys at a URL are no secret; use a file of keys");
  }
}
