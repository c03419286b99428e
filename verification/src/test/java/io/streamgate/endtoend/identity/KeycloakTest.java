package io.streamgate.endtoend.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.server.Launch;
import io.streamgate.endtoend.server.ServerProcess;
import io.streamgate.engines.keycloak.Keycloak;
import io.streamgate.engines.keycloak.Realm;
import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import io.streamgate.testing.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Viewers with access tokens of a real Keycloak. Its tokens have no audience, so the server checks
 * which client they were issued to. Its key set holds a key for encryption too.
 */
@Tag("engine")
@Timeout(300)
final class KeycloakTest {

  private static final Duration REFRESH = Duration.ofSeconds(30);

  /** For waits that depend on how busy the machine is, and on the allowed clock skew. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Keycloak keycloak = Keycloak.running();
  private final Realm tv = keycloak.tv();
  @TempDir Path folder;

  @Test
  void aStreamGoesOnByItsTokenAfterTheAccessTokenHasExpired() {
    try (var server = launchFor("brief").start()) {
      var ada = player(server, tv.token("brief"));
      var started = ada.start("{\"video_name\":\"Alien\"}");
      assertThat(started.status()).isEqualTo(201);
      var id = started.text("/stream_id");
      assertThat(ada.list("").texts("/streams", "stream_id")).containsExactly(id);

      Until.holds(PATIENCE, () -> "the token has expired", () -> ada.list("").status() != 200);

      assertTokenInvalid(ada.list(""), "expired");
      var heartbeats = Client.of(server.port()).with("stream-token", started.text("/stream_token"));
      assertThat(heartbeats.heartbeat(id).status()).isEqualTo(200);
    }
  }

  /** Players keep starting streams with new tokens, and one keeps its old token. */
  @Test
  void aKeyRotationUnderLoadIsNotNoticed() {
    try (var server = launchFor("player").start();
        var load = new Load(() -> player(server, tv.token("player")))) {
      var old = player(server, tv.token("player"));
      load.awaitRounds(5);

      tv.rotateKeys();

      load.awaitRounds(20);
      assertThat(load.statuses()).containsOnlyKeys(201, 200, 204);
      assertThat(old.list("").status()).isEqualTo(200);
    }
  }

  /** The tokens shown during the outage are new to the server, so that it must verify them. */
  @Test
  void anOutageOfKeycloakIsNoticedOnlyByAServerThatHasNoKeysYet() {
    var tokens = Stream.generate(() -> tv.token("player")).limit(3).toList();
    try (var withKeys = launchFor("player").start()) {
      keycloak.stop();
      var stopped = System.nanoTime();
      try (var withoutKeys = launchFor("player").with("STREAMGATE_DATA_DIR=other").start()) {
        assertUnavailable(withoutKeys, tokens.getFirst());

        assertStarts(withKeys, tokens.get(1));
        Until.holds(
            PATIENCE,
            () -> "the server has tried to refresh its keys",
            () -> System.nanoTime() - stopped > REFRESH.plusSeconds(10).toNanos());
        assertStarts(withKeys, tokens.get(2));

        keycloak.start();
        var ada = player(withoutKeys, tokens.getFirst());
        Until.holds(
            PATIENCE,
            () -> "the server has keys: " + ada.start(""),
            () -> ada.start("").status() == 201);
      }
    }
  }

  @Test
  void aTokenWithoutASubjectIsRefusedAndTheScopeThatAddsItIsNamed() {
    try (var server = launchFor("no-basic").start()) {
      assertTokenInvalid(player(server, tv.token("no-basic")).start(""), "sub", "basic");
    }
  }

  /** A server that accepts the tokens of that client. */
  private Launch launchFor(String client) {
    return Launch.in(folder)
        .with(
            "STREAMGATE_IDENTITY=jwt",
            "STREAMGATE_JWT_KEYS=" + tv.keys(),
            "STREAMGATE_JWT_ISSUER=" + tv.issuer(),
            "STREAMGATE_JWT_AUDIENCE=" + client,
            "STREAMGATE_JWT_KEYS_REFRESH=" + REFRESH);
  }

  private static Client player(ServerProcess server, String token) {
    return Client.of(server.port()).with("authorization", "Bearer " + token);
  }

  private static void assertStarts(ServerProcess server, String token) {
    assertThat(player(server, token).start("").status()).isEqualTo(201);
  }

  private static void assertTokenInvalid(Reply reply, String... reasons) {
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.text("/type")).isEqualTo("/problems/token-invalid");
    assertThat(reply.text("/detail")).contains(reasons);
  }

  private static void assertUnavailable(ServerProcess server, String token) {
    assertThat(Client.of(server.managementPort()).get("/health/ready").status()).isEqualTo(200);
    var refused = player(server, token).start("");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.text("/type")).isEqualTo("/problems/identity-unavailable");
    assertThat(refused.header("retry-after")).matches("[1-9]\\d*");
  }
}
