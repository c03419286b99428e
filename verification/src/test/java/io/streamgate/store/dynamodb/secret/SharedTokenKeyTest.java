package io.streamgate.store.dynamodb.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.RunningStreamgate;
import io.streamgate.TestStore;
import io.streamgate.engines.DynamoEngine;
import io.streamgate.engines.InTable;
import io.streamgate.http.Client;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Servers that share a table, of which a player knows only the token of its stream. */
@Tag("engine")
final class SharedTokenKeyTest {

  private static Client showing(RunningStreamgate streamgate, String token) {
    return Client.of(streamgate.port()).with("stream-token", token);
  }

  @Test
  void aTokenOfOneNodeIsValidOnTheOther() throws Exception {
    var store = InTable.fresh(DynamoEngine.dynalite());
    try (var one = RunningStreamgate.on(store);
        var other = RunningStreamgate.on(store)) {
      var start = Client.of(one.port()).asNewViewer().start("{}");
      var id = start.text("/stream_id");

      assertThat(showing(other, start.text("/stream_token")).heartbeat(id).status()).isEqualTo(200);
    }
  }

  /** The node has no key yet. A 401 would end the film. */
  @Test
  void whileTheTableDoesNotAnswerAPlayerTriesAgain() throws Exception {
    var store = InTable.fresh(DynamoEngine.dynalite());
    var settings =
        Stream.concat(
                store.settings().stream().filter(each -> !each.startsWith("AWS_ENDPOINT_URL=")),
                Stream.of("AWS_ENDPOINT_URL=http://127.0.0.1:1"))
            .toList();
    TestStore silent = () -> settings;
    try (var one = RunningStreamgate.on(store);
        var cutOff =
            RunningStreamgate.on(
                silent,
                "STREAMGATE_DYNAMODB_ATTEMPT_TIMEOUT=PT0.1S",
                "STREAMGATE_DYNAMODB_CALL_TIMEOUT=PT0.2S",
                "STREAMGATE_ON_STORE_FAILURE=admit")) {
      var start = Client.of(one.port()).asNewViewer().start("{}");
      var heartbeat =
          showing(cutOff, start.text("/stream_token")).heartbeat(start.text("/stream_id"));
      var admitted = Client.of(cutOff.port()).asNewViewer().start("{}");

      assertThat(heartbeat.status()).isEqualTo(503);
      assertThat(heartbeat.text("/type")).isEqualTo("/problems/identity-unavailable");
      assertThat(heartbeat.header("retry-after")).isEqualTo("1");
      assertThat(admitted.status()).isEqualTo(201);
      assertThat(admitted.has("/stream_token")).isFalse();
      assertThat(admitted.flag("/enforced")).isFalse();
    }
  }
}
