package io.streamgate.http.operator;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.streamgate.RunningStreamgate;
import io.streamgate.TestStore;
import io.streamgate.TestWorld;
import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import io.streamgate.http.identity.KeyServer;
import io.streamgate.identity.jwt.Issuer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Who operates a server with these settings. */
final class OperatorsOfSettingsTest {

  private static final String ME = "/admin/v1/me";

  /** With the token {@code first-key}. */
  private static final String ANNA =
      "STREAMGATE_OPERATORS=anna:read:"
          + "9e24b55356ef2a121ab5fd1a3ee8a3c9191e837f3853e399a369e9044ff183f7";

  private final Logger logger = (Logger) LoggerFactory.getLogger("io.streamgate");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
  }

  private static RunningStreamgate serve(String... settings) throws Exception {
    return RunningStreamgate.on(new TestStore.InMemory(), settings);
  }

  private static Reply me(RunningStreamgate server, String token) {
    return Client.of(server.managementPort()).with("authorization", "Bearer " + token).get(ME);
  }

  /** The values of a field in all lines so far. */
  private List<String> logged(String field) {
    return lines.list.stream()
        .filter(line -> line.getKeyValuePairs() != null)
        .flatMap(line -> line.getKeyValuePairs().stream())
        .filter(pair -> pair.key.equals(field))
        .map(pair -> String.valueOf(pair.value))
        .toList();
  }

  @Test
  void inDevelopmentATokenIsMadeForTheRun() throws Exception {
    try (var server = serve()) {
      var start = "http://127.0.0.1:" + server.managementPort() + "/console/#token=";

      var url = logged("url").getFirst();

      assertThat(url).startsWith(start).hasSize(start.length() + 43);
      var reply = me(server, url.substring(start.length()));
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.text("/name")).isEqualTo("this-run");
      assertThat(reply.text("/role")).isEqualTo("operate");
      assertThat(me(server, "x".repeat(43)).status()).isEqualTo(401);
      assertThat(logged("operators")).containsExactly("token of this run");
    }
  }

  /** Somebody else could read the log, or reach the port. */
  @ParameterizedTest
  @ValueSource(strings = {"STREAMGATE_ENVIRONMENT=prod", "STREAMGATE_MANAGEMENT_HOST=0.0.0.0"})
  void elsewhereNobodyOperatesWithoutSettings(String setting) throws Exception {
    try (var server = serve(setting)) {
      assertThat(me(server, "").status()).isEqualTo(404);
      assertThat(me(server, "first-key").status()).isEqualTo(404);
      assertThat(Client.of(server.managementPort()).get("/metrics").status()).isEqualTo(200);
      assertThat(logged("url")).isEmpty();
      assertThat(logged("operators")).containsExactly("none");
    }
  }

  @Test
  void theTokensOfTheSettingsAreTheOnlyOnes() throws Exception {
    try (var server = serve(ANNA)) {
      var reply = me(server, "first-key");

      assertThat(reply.text("/name")).isEqualTo("anna");
      assertThat(reply.text("/role")).isEqualTo("read");
      assertThat(me(server, "second-key").status()).isEqualTo(401);
      assertThat(logged("url")).isEmpty();
      assertThat(logged("operators")).containsExactly("tokens");
    }
  }

  @Test
  void aRefusedCallIsLoggedAndCounted() throws Exception {
    try (var server = serve(ANNA)) {
      me(server, "the-wrong-token");

      assertThat(Client.of(server.managementPort()).get("/metrics").body())
          .contains("streamgate_operator_calls_refused_total{reason=\"token_invalid\"} 1.0")
          .contains("streamgate_operator_calls_refused_total{reason=\"role_too_small\"} 0.0")
          .contains("{kind=\"operator_token\",outcome=\"invalid\"} 1.0");
      assertThat(lines.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .contains("operator's call refused");
      assertThat(lines.list.toString()).doesNotContain("the-wrong-token");
    }
  }

  @Test
  void thePublicPortServesNoOperators() throws Exception {
    try (var server = serve(ANNA)) {
      var reply = Client.of(server.port()).with("authorization", "Bearer first-key").get(ME);

      assertThat(reply.status()).isEqualTo(404);
    }
  }

  /** Also beside tokens of the settings, and with viewers who have an issuer of their own. */
  @Test
  void anIdentityProviderNamesOperators() throws Exception {
    try (var keys = KeyServer.publishing(Issuer.rsa("first"));
        var server =
            serve(
                ANNA,
                "STREAMGATE_OPERATOR_JWT_KEYS=" + keys.url(),
                "STREAMGATE_OPERATOR_JWT_ISSUER=" + Issuer.NAME,
                "STREAMGATE_OPERATOR_JWT_AUDIENCE=" + Issuer.AUDIENCE,
                "STREAMGATE_OPERATOR_JWT_ROLE_CLAIM=groups")) {
      var claims = Issuer.claims(TestWorld.BEGIN);
      claims.put("sub", "otto");
      claims.put("groups", List.of("staff", "erase"));

      var reply = me(server, Issuer.signed(claims, Issuer.rsa("first")));

      assertThat(reply.text("/name")).isEqualTo("otto");
      assertThat(reply.text("/role")).isEqualTo("erase");
      assertThat(me(server, Issuer.signed(claims, Issuer.rsa("other"))).status()).isEqualTo(401);
      assertThat(me(server, "first-key").text("/name")).isEqualTo("anna");
      assertThat(logged("operators")).containsExactly("tokens, access tokens");
    }
  }
}
