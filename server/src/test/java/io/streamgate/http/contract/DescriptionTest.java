package io.streamgate.http.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The text of the contract quotes headers and words as the server sends them. */
final class DescriptionTest extends ApiFixture {

  private static final String ORIGIN = "https://tv.example";
  private final String contract;

  DescriptionTest() throws IOException {
    contract = Files.readString(Path.of("../docs/api/openapi.yaml"), UTF_8).replaceAll("\\s+", " ");
  }

  @Test
  void theHeadersThatPagesGetAreQuoted() {
    var page = viewer("STREAMGATE_CORS_ORIGINS=" + ORIGIN).with("origin", ORIGIN);

    var preflight =
        page.with("access-control-request-method", "POST").send("OPTIONS", "/api/v1/stream", "");

    for (var name :
        List.of(
            "Access-Control-Expose-Headers",
            "Access-Control-Allow-Credentials",
            "Access-Control-Allow-Headers",
            "Access-Control-Max-Age",
            "Vary",
            "x-content-type-options",
            "referrer-policy")) {
      assertThat(preflight.header(name)).as(name).isNotEmpty();
      assertThat(contract).contains("`%s: %s`".formatted(name, preflight.header(name)));
    }
  }

  @Test
  void theExamplesOfWhatAPlayerMustHandleHaveTheServersWords() {
    var me = viewer("STREAMGATE_LIMIT=1");
    var first = me.started("{}");

    var refused = me.start("{}");
    me.started("{\"takeover\":\"oldest\"}");
    var gone = me.heartbeat(first);

    for (var reply : List.of(refused, gone)) {
      assertThat(contract)
          .contains(
              "type: %s title: %s status: %d detail: %s "
                  .formatted(
                      reply.text("/type"),
                      reply.text("/title"),
                      reply.status(),
                      reply.text("/detail")));
    }
  }
}
