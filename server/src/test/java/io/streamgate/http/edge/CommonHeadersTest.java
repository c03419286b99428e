package io.streamgate.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.HandMade;
import io.streamgate.http.Reply;
import io.streamgate.http.Wire;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Route;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Headers of every response. */
final class CommonHeadersTest extends ApiFixture {

  private static final String GET = "GET /health/live HTTP/1.1\r\nHost: a\r\n";
  private static final String CLOSE = "Connection: close\r\n\r\n";

  /** What the edge refuses before any route is known. */
  private static final List<String> REFUSED =
      List.of(
          "nonsense without end\r\n\r\n",
          "GET / HTTP/2.0\r\n\r\n",
          "GET / HTTP/1.1\r\n\r\n",
          GET + "X: " + "x".repeat(20_000) + "\r\n\r\n",
          GET + "X: a\r\n b\r\n\r\n",
          GET + "Expect: foo\r\n" + CLOSE,
          "GET /%ff HTTP/1.1\r\nHost: a\r\n" + CLOSE);

  @Test
  void everyResponseForbidsToGuessItsTypeAndToNameItsPageElsewhereAndHasADate() {
    var server = serve();
    var me = Client.of(server.port()).asNewViewer();
    var operator = Client.of(server.managementPort());
    var id = me.started("{}");

    for (var reply :
        List.of(
            me.start("{}"),
            me.start("["),
            me.list(""),
            me.show(id),
            me.heartbeat(id),
            me.get("/nowhere"),
            me.send("PUT", "/api/v1/stream", ""),
            me.send("OPTIONS", "/api/v1/stream", ""),
            me.send("HEAD", "/health/live", ""),
            me.delete("/api/v1/streams/" + id),
            me.get("/docs"),
            me.get("/docs/swagger-ui.css"),
            me.get("/openapi.yaml"),
            me.get("/problems/stream-ended"),
            operator.get("/metrics"),
            operator.get("/health/ready"),
            operator.get("/nowhere"))) {
      assertCommon(reply);
    }
    for (var port : new int[] {server.port(), server.managementPort()}) {
      for (var request : REFUSED) {
        assertThat(new Wire(port).send(request))
            .as(request)
            .containsOnlyOnce("x-content-type-options: nosniff\r\n")
            .containsOnlyOnce("referrer-policy: same-origin\r\n")
            .containsOnlyOnce("\r\ndate: Mon, 23 Nov 2026 18:00:00 GMT\r\n");
      }
    }
  }

  private static void assertCommon(Reply reply) {
    assertThat(reply.headers().allValues("x-content-type-options"))
        .as(reply.toString())
        .containsExactly("nosniff");
    assertThat(reply.headers().allValues("referrer-policy"))
        .as(reply.toString())
        .containsExactly("same-origin");
    assertThat(reply.headers().allValues("date"))
        .as(reply.toString())
        .containsExactly("Mon, 23 Nov 2026 18:00:00 GMT");
  }

  @Test
  void aKeptConnectionIsPromisedForALittleLessThanTheIdleTimeout() {
    assertThat(keptFor()).isEqualTo("timeout=70");
    assertThat(keptFor("STREAMGATE_IDLE_TIMEOUT=PT1H")).isEqualTo("timeout=3595");
    assertThat(keptFor("STREAMGATE_IDLE_TIMEOUT=PT20S")).isEqualTo("timeout=18");
    assertThat(keptFor("STREAMGATE_IDLE_TIMEOUT=PT1.5S")).isEqualTo("timeout=1");
  }

  private String keptFor(String... settings) {
    var server = serve(settings);
    var ofOperators = Client.of(server.managementPort()).get("/metrics");
    var reply = Client.of(server.port()).asNewViewer().start("{}");

    assertThat(reply.header("connection")).isEqualTo("keep-alive");
    assertThat(ofOperators.header("keep-alive")).isEqualTo(reply.header("keep-alive"));
    return reply.header("keep-alive");
  }

  @Test
  void lessThanASecondIsNotPromised() {
    var reply = viewer("STREAMGATE_IDLE_TIMEOUT=PT1S").start("{}");

    assertThat(reply.headers().map()).doesNotContainKeys("keep-alive", "connection");
  }

  @Test
  void aConnectionThatIsClosedIsNotPromised() {
    var wire = new Wire(serve().port());
    var http10 = GET.replace("1.1", "1.0");

    assertThat(wire.send(GET + CLOSE)).contains("connection: close").doesNotContain("keep-alive");
    assertThat(wire.send(GET + "X: " + "x".repeat(20_000) + "\r\n\r\n"))
        .contains("connection: close")
        .doesNotContain("keep-alive");
    assertThat(wire.send(http10 + "\r\n")).doesNotContain("keep-alive");
    assertThat(wire.send(http10 + "Connection: keep-alive\r\n\r\n" + http10 + "\r\n"))
        .containsOnlyOnce("connection: keep-alive")
        .containsOnlyOnce("keep-alive: timeout=70");
  }

  @Test
  void aServerThatStopsPromisesNothing() {
    var answer = new CompletableFuture<Answer>();
    var asked = new CompletableFuture<Void>();
    var slow =
        Route.open(
            "/slow",
            _ -> {
              asked.complete(null);
              return answer;
            });
    try (var server = HandMade.serving(List.of(slow))) {
      var reply = CompletableFuture.supplyAsync(() -> Client.of(server.port()).get("/slow"));
      asked.join();
      var stopped = server.stop(Duration.ofSeconds(20));
      answer.complete(Answer.empty(204));

      assertThat(reply.join().header("connection")).isEqualTo("close");
      assertThat(reply.join().header("keep-alive")).isEmpty();
      stopped.toCompletionStage().toCompletableFuture().join();
    }
  }
}
