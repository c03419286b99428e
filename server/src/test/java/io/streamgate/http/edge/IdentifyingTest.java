package io.streamgate.http.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.HandMade;
import io.streamgate.http.LocalPort;
import io.streamgate.http.Wire;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Route;
import io.streamgate.identity.Identification;
import io.streamgate.identity.Request;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.id.ViewerId;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the edge asks an identity for the viewer, and treats a request until it has the answer. */
final class IdentifyingTest {

  private static final Identification ANNA =
      new Identification.Known(new Viewer(new ViewerId("anna")));

  private static final String KEEP = "Connection: keep-alive";
  private static final String CLOSE = "Connection: close";

  /** A question of the server, and the future of its answer. */
  private record Question(Request request, CompletableFuture<Identification> answer) {}

  private final LinkedBlockingQueue<Question> questions = new LinkedBlockingQueue<>();
  private final HandMade server = serving(Duration.ofSeconds(15));

  /** Responds with the viewer and the request's body; waits {@code patience} for the identity. */
  private HandMade serving(Duration patience) {
    var echo =
        Route.viewers(
            HttpMethod.POST,
            "/echo",
            (caller, call) -> {
              var text = caller.viewer().id() + " says " + call.body();
              return CompletableFuture.completedStage(Answer.text("text/plain", text));
            });
    var alive =
        Route.open("/alive", _ -> CompletableFuture.completedStage(Answer.text("text/plain", "")));
    return HandMade.serving(List.of(echo, alive), LocalPort.rules(patience, this::ask));
  }

  private CompletionStage<Identification> ask(Request request, Instant now) {
    var question = new Question(request, new CompletableFuture<>());
    questions.add(question);
    return question.answer();
  }

  private Question question() throws InterruptedException {
    var question = questions.poll(5, TimeUnit.SECONDS);
    if (question == null) {
      throw new AssertionError("the server asked nobody who the viewer is");
    }
    return question;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theIdentityIsToldWhatTheRequestSays() throws Exception {
    try (var _ = sent(post("X-Who: anna\r\nx-who: 7", ""))) {
      var request = question().request();

      assertThat(request.headers().apply("x-who")).containsExactly("anna", "7");
      assertThat(request.headers().apply("x-other")).isEmpty();
      assertThat(request.peer()).isEqualTo("127.0.0.1");
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.path()).isEqualTo("/echo");
    }
  }

  /** A body that is read before a handler waits for it would be lost. */
  @Test
  void aBodyThatIsThereBeforeTheViewerIsKnownIsKept() throws Exception {
    try (var socket = sent(post(CLOSE, "hello"))) {
      var question = question();
      // the only event loop answers this after it has read everything before
      var alive = "GET /alive HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
      assertThat(new Wire(server.port()).send(alive)).startsWith("HTTP/1.1 200");
      question.answer().complete(ANNA);

      assertThat(answer(socket)).startsWith("HTTP/1.1 200").endsWith("anna says hello");
    }
  }

  @Test
  void aConnectionWhoseViewerWasKnownLateTakesTheNextRequest() throws Exception {
    try (var socket = sent(post(KEEP, "lost") + post(CLOSE, "kept"))) {
      question().answer().complete(new Identification.Missing("say who asks"));
      question().answer().complete(ANNA);

      assertThat(answer(socket))
          .startsWith("HTTP/1.1 400")
          .contains("say who asks")
          .contains("HTTP/1.1 200")
          .endsWith("anna says kept");
    }
  }

  @Test
  void anIdentityThatFailsIsAFaultOfTheServers() throws Exception {
    try (var socket = sent(post(CLOSE, ""))) {
      question().answer().completeExceptionally(new IllegalStateException("secret"));

      assertThat(answer(socket))
          .startsWith("HTTP/1.1 500")
          .contains("internal-error")
          .doesNotContain("secret");
    }
  }

  @Test
  void anIdentityThatNeverAnswersIsAFaultOfTheServersAndNoRequestStaysUnanswered() {
    try (var impatient = serving(Duration.ofMillis(100))) {
      var answer = new Wire(impatient.port()).send(post(CLOSE, "hello"));

      assertThat(answer).startsWith("HTTP/1.1 500").contains("internal-error");
    }
  }

  private static String post(String headers, String body) {
    return """
    POST /echo?a=b HTTP/1.1\r
    Host: a\r
    Content-Type: application/json\r
    Content-Length: %d\r
    %s\r
    \r
    %s\
    """
        .formatted(body.length(), headers, body);
  }

  /** A connection on which {@code bytes} have been sent. */
  private Socket sent(String bytes) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }
}
