package io.streamgate.http.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.Given;
import io.streamgate.http.Client;
import io.streamgate.http.HandMade;
import io.streamgate.http.api.Api;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.ProblemType;
import io.streamgate.http.exchange.Route;
import io.streamgate.limiter.Event;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;

/** Responses to a player when a dependency fails or the server has a bug. */
final class FailureTest {

  private static final String NEVER = "/api/v1/streams/1k84sr29q47DEQp2RTJRjt7WqOhRQ_F";

  private static final String START =
      """
      POST /api/v1/stream HTTP/1.1\r
      Host: a\r
      x-forwarded-for: 192.0.2.9\r
      Content-Type: application/json\r
      Content-Length: 9\r
      \r
      """;

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final HandMade server;
  private final Client me;

  /** A server with a closed store and faulty endpoints. */
  FailureTest() {
    server = HandMade.serving(routes());
    me = Client.of(server.port()).asNewViewer();
  }

  private List<Route> routes() {
    var routes =
        new ArrayList<>(
            Api.routes(HandMade.failing(events::add), Given.tokens(), Given.networks()));
    routes.add(
        Route.open(
            "/throws",
            _ -> {
              throw new IllegalStateException("secret");
            }));
    routes.add(
        Route.open(
            "/fails", _ -> CompletableFuture.failedStage(new IllegalStateException("secret"))));
    Consumer<JsonGenerator> unwritable =
        _ -> {
          throw new IllegalStateException("secret");
        };
    var problem = Answer.problem(ProblemType.NOT_FOUND, "a").with(unwritable);
    routes.add(Route.open("/unwritable", _ -> CompletableFuture.completedStage(problem)));
    routes.add(Route.open("/hangs", _ -> new CompletableFuture<>()));
    return routes;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aStoreThatFailsIsAnswered503WithWhenToTryAgainOnEveryRoute() {
    for (var reply :
        List.of(
            me.start("{}"),
            me.list(""),
            me.get(NEVER),
            me.post(NEVER + "/heartbeat", ""),
            me.send("PATCH", NEVER, "{}"),
            me.delete(NEVER),
            me.post(NEVER + "/end", ""))) {
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.text("/type")).isEqualTo("/problems/store-unavailable");
      assertThat(reply.header("retry-after")).isEqualTo("1");
    }
  }

  @Test
  void aStoreThatFailsIsToldOfOnceWithTheRequestsId() {
    me.with("x-request-id", "r-1").start("{}");

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            Event.StoreFailed.class,
            failed -> {
              assertThat(failed.trigger())
                  .isInstanceOfSatisfying(
                      Event.Trigger.ByCaller.class,
                      by -> assertThat(by.caller().requestId()).isEqualTo("r-1"));
              assertThat(failed.operation()).isEqualTo(Event.Operation.START);
            });
  }

  @Test
  void aFaultOfTheServersOwnIs500WithoutAWordOfTheException() {
    for (var path : List.of("/throws", "/fails", "/unwritable")) {
      var reply = me.get(path);

      assertThat(reply.status()).isEqualTo(500);
      assertThat(reply.text("/type")).isEqualTo("/problems/internal-error");
      assertThat(reply.body()).doesNotContain("secret").doesNotContain("IllegalState");
    }
  }

  @Test
  void aStoreThatNeverAnswersIs503AndNoRequestStaysUnanswered() {
    try (var impatient = HandMade.impatient(routes())) {
      var reply = Client.of(impatient.port()).asNewViewer().get("/hangs");

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("retry-after")).isEqualTo("1");
    }
  }

  @Test
  void aBodyThatDoesNotArriveInTimeIs408() throws Exception {
    try (var impatient = HandMade.impatient(routes());
        var socket = new Socket(InetAddress.getLoopbackAddress(), impatient.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(START.concat("{").getBytes(US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);

      assertThat(answer).startsWith("HTTP/1.1 408").contains("/problems/request-timeout");
    }
  }
}
