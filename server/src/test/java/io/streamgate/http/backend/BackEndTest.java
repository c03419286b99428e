package io.streamgate.http.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Back ends that speak for viewers, in the mode {@code forwarded} and in the mode {@code header}.
 */
final class BackEndTest extends BackEndFixture {

  private static final String HEADER_MODE = "STREAMGATE_IDENTITY=header";

  @ParameterizedTest
  @ValueSource(strings = {"forwarded", "header"})
  void aBackEndStartsAndControlsTheStreamsOfTheViewerThatItNames(String mode) {
    var backEnd = backEnd("STREAMGATE_IDENTITY=" + mode);

    var started = backEnd.start("{\"video_name\":\"Alien\"}");

    assertThat(started.status()).isEqualTo(201);
    assertThat(started.text("/viewer")).isEqualTo(account);
    assertThat(started.has("/profile")).isFalse();
    var id = started.text("/stream_id");
    assertThat(backEnd.heartbeat(id).status()).isEqualTo(200);
    assertThat(backEnd.list("").texts("/streams", "stream_id")).containsExactly(id);
    assertThat(backEnd.delete("/api/v1/streams/" + id).status()).isEqualTo(204);
  }

  @Test
  void withForwardedPlayersAreServedByAddressAsBefore() {
    var nobody = nobody();
    var player = nobody.asNewViewer();
    var id = player.started("{}");

    assertThat(player.list("").texts("/streams", "stream_id")).containsExactly(id);
    assertThat(problem(nobody.list(""))).isEqualTo("400 viewer-missing");
    var other = nobody.with("x-streamgate-key", "first-key").with("x-streamgate-viewer", account);
    assertThat(other.show(id).status()).isEqualTo(404);
  }

  @Test
  void withForwardedTheKeyWinsOverTheAddress() {
    var both = backEnd().asNewViewer();

    assertThat(both.start("{}").text("/viewer")).isEqualTo(account);
  }

  @Test
  void withHeaderPlayersAreRefused() {
    var refused = nobody(HEADER_MODE).asNewViewer().start("{}");

    assertThat(problem(refused)).isEqualTo("401 token-missing");
    assertThat(refused.header("www-authenticate")).isEqualTo("Bearer");
    assertThat(refused.text("/detail")).contains("x-streamgate-key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"forwarded", "header"})
  void aWrongKeyIsRefused(String mode) {
    var server = nobody("STREAMGATE_IDENTITY=" + mode);

    var refused =
        server
            .asNewViewer()
            .with("x-streamgate-key", "third-key")
            .with("x-streamgate-viewer", account)
            .start("{}");

    assertThat(problem(refused)).isEqualTo("401 token-invalid");
    assertThat(refused.header("www-authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    assertThat(refused.body()).doesNotContain("third-key");
  }

  @Test
  void keysAreCountedByWhetherTheyAreRight() {
    var server = server(HEADER_MODE);
    var keys = Client.of(server.port()).with("x-streamgate-viewer", account);

    keys.with("x-streamgate-key", "first-key").list("");
    keys.with("x-streamgate-key", "third-key").list("");
    keys.with("x-streamgate-key", "").list("");

    assertThat(Client.of(server.managementPort()).get("/metrics").body())
        .contains(
            "streamgate_credentials_total{kind=\"backend_key\",outcome=\"verified\"} 1.0",
            "streamgate_credentials_total{kind=\"backend_key\",outcome=\"invalid\"} 2.0");
  }

  @Test
  void aKeyOfAServerThatKnowsNoBackEndsIsRefused() {
    var refused =
        viewer().with("x-streamgate-key", "first-key").with("x-streamgate-viewer", account);

    assertThat(problem(refused.start("{}"))).isEqualTo("401 token-invalid");
  }

  @Test
  void twoCopiesOfAHeaderAreRefused() {
    var twice = backEnd().with("x-streamgate-viewer", "account-of-another");

    assertThat(problem(twice.start("{}"))).isEqualTo("400 viewer-invalid");
    assertThat(twice.start("{}").text("/detail")).startsWith("x-streamgate-viewer was sent twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"viewer", "profile", "plan", "limit", "facts"})
  void aHeaderOfABackEndWithoutAKeyIsRefused(String name) {
    var player = viewer().with("x-streamgate-" + name, "5");

    assertThat(problem(player.start("{}"))).isEqualTo("400 viewer-invalid");
  }

  @Test
  void aViewersOwnLimitReplacesTheLimitOfAll() {
    var backEnd = backEnd("STREAMGATE_LIMIT=3");
    var one = backEnd.with("x-streamgate-limit", "1");
    one.started("{}");

    var refused = one.start("{}");

    assertThat(problem(refused)).isEqualTo("409 stream-limit-reached");
    assertThat(refused.number("/limit")).isEqualTo(1);
    assertThat(backEnd.start("{}").number("/limit")).isEqualTo(3);
    assertThat(backEnd.with("x-streamgate-limit", "unlimited").list("").flag("/unlimited"))
        .isTrue();
  }

  @Test
  void aViewersOwnLimitEndsAtTheBoundOfTheStore() {
    var bound = backEnd().with("x-streamgate-limit", "1000").list("").number("/limit");

    assertThat(bound)
        .isEqualTo("dynamodb".equals(System.getProperty("streamgate.test.store")) ? 100 : 1_000);
  }

  @Test
  void aLimitThatIsNoneIsToldWhatToUse() {
    var refused = backEnd().with("x-streamgate-limit", "1001").start("{}");

    assertThat(problem(refused)).isEqualTo("400 viewer-invalid");
    assertThat(refused.text("/detail"))
        .isEqualTo("x-streamgate-limit must be a whole number from 0 to 1000, or unlimited");
  }
}
