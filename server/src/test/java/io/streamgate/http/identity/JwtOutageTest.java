package io.streamgate.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.RunningStreamgate;
import io.streamgate.TestStore;
import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.identity.jwt.Issuer;
import io.streamgate.testing.Until;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that start while the identity provider is down, or with keys in other places. */
final class JwtOutageTest extends ApiFixture {

  private final KeyServer keys = KeyServer.publishing(Issuer.rsa("first"));

  @AfterEach
  void stopTheKeys() {
    keys.close();
  }

  private static Client viewer(RunningStreamgate server) {
    return Client.of(server.port())
        .with("authorization", "Bearer " + KeyServer.token("me", "first"));
  }

  private static String[] with(String[] settings, String... more) {
    var all = new ArrayList<>(List.of(settings));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static void startsAtLast(RunningStreamgate server) {
    until(() -> viewer(server).start("{}").status() == 201);
  }

  @Test
  void withoutKeysAServerAnswersUnavailableUntilTheyCome() {
    keys.answerWith(503, "", Map.of());
    var server = serve(keys.settings());
    until(() -> keys.requests() > 0);
    var reply = viewer(server).start("{}");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text("/type")).isEqualTo("/problems/identity-unavailable");
    assertThat(reply.header("retry-after")).isNotEmpty();

    keys.publish(Issuer.rsa("first"));
    pass(Duration.ofSeconds(30));
    startsAtLast(server);
  }

  /** Every node lacks the keys, so that a load balancer would find none to send requests to. */
  @Test
  void aServerWithoutKeysIsReady() throws Exception {
    keys.answerWith(503, "", Map.of());

    try (var server = RunningStreamgate.on(new TestStore.InMemory(), keys.settings())) {
      until(() -> keys.requests() > 0);
      assertThat(Client.of(server.port()).get("/health/ready").status()).isEqualTo(200);
    }
  }

  @Test
  void aServerThatStartsInAnOutageHasTheKeysOfBefore(@TempDir Path folder) throws Exception {
    var settings =
        with(
            keys.settings(),
            "STREAMGATE_STORE=sqlite",
            "STREAMGATE_DATA_DIR=" + folder.resolve("d"));
    try (var before = RunningStreamgate.on(new TestStore.InMemory(), settings)) {
      startsAtLast(before);
      until(() -> Files.exists(folder.resolve("d").resolve("jwt-keys.json")));
    }
    keys.answerWith(500, "", Map.of());

    try (var after = RunningStreamgate.on(new TestStore.InMemory(), settings)) {
      assertThat(viewer(after).list("").status()).isEqualTo(200);
    }
  }

  @Test
  void keysCanBeInAFileThatIsReadAgain(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("keys"), Issuer.keySet(Issuer.rsa("other")));
    var server = serve(KeyServer.settings(file.toString()));
    until(() -> viewer(server).list("").status() == 401);

    Files.writeString(file, Issuer.keySet(Issuer.rsa("first")));
    pass(Duration.ofMinutes(5));

    startsAtLast(server);
  }

  @Test
  void aRedirectIsFollowedOnTheSameServer() {
    keys.answerWith(302, "", Map.of("location", KeyServer.MOVED));
    var server = serve(keys.settings());

    startsAtLast(server);
    assertThat(keys.requests()).isEqualTo(2);
  }

  @Test
  void redirectsEndAfterAFew() {
    keys.answerWith(302, "", Map.of("location", "/keys"));
    var server = serve(keys.settings());
    until(() -> keys.requests() >= 4);

    assertThat(viewer(server).start("{}").status()).isEqualTo(503);
    assertThat(keys.requests()).as("four for each of one or two fetches").isIn(4, 8);
  }

  @Test
  void aRedirectToAnotherServerIsNotFollowed() {
    try (var other = KeyServer.publishing(Issuer.rsa("first"))) {
      keys.answerWith(302, "", Map.of("location", other.url()));
      var server = serve(keys.settings());
      until(() -> keys.requests() > 0);

      assertThat(viewer(server).start("{}").status()).isEqualTo(503);
      assertThat(other.requests()).isZero();
    }
  }

  @Test
  void aLongResponseIsNoKeySet() {
    var padding = " ".repeat(100 * 1024);
    keys.answerWith(200, Issuer.keySet(Issuer.rsa("first")) + padding, Map.of());
    var server = serve(keys.settings());
    until(() -> keys.requests() > 0);

    assertThat(viewer(server).start("{}").status()).isEqualTo(503);
  }

  private static void until(BooleanSupplier check) {
    Until.holds(Duration.ofSeconds(20), () -> "the keys were not fetched", check);
  }
}
