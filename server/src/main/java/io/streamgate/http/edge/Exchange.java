package io.streamgate.http.edge;

import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Answer.Header;
import io.streamgate.http.exchange.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its one answer. Lives on the event loop of its connection.
 *
 * <p>The first answer counts: a second one, say of a deadline that passes while the store answers,
 * is dropped.
 */
final class Exchange {

  private static final Set<HttpMethod> NAMED =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.OPTIONS,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE);

  static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  private record Content(String type, Buffer body) {}

  private final HttpServerRequest request;
  private final String requestId;
  private final EdgeRules rules;
  private final long begin;
  private String route = "unknown";
  private List<Header> browserHeaders = List.of();
  private Runnable afterwards = () -> {};
  private boolean answered;

  /** An exchange that begins now. */
  Exchange(HttpServerRequest request, String requestId, EdgeRules rules) {
    this.request = request;
    this.requestId = requestId;
    this.rules = rules;
    this.begin = rules.nanoTime().getAsLong();
  }

  HttpServerRequest request() {
    return request;
  }

  String requestId() {
    return requestId;
  }

  String route() {
    return route;
  }

  void setRoute(String template) {
    route = template;
  }

  void setBrowserHeaders(List<Header> headers) {
    browserHeaders = headers;
  }

  /** Does {@code what} when the answer is sent, whichever it is. */
  void whenAnswered(Runnable what) {
    afterwards = what;
  }

  /** Sends the answer, unless there was one; one that cannot be written is a failure. */
  void answer(Answer answer) {
    try {
      answerOnce(answer);
    } catch (RuntimeException unwritable) {
      fail(unwritable);
    }
  }

  /** Answers that failure, unless there was an answer. */
  void fail(Throwable failure) {
    answerOnce(Failures.answerTo(this, failure, rules.failures()));
  }

  /** Answers that no answer has come in time, unless there was one. */
  void late() {
    fail(new TimeoutException("the endpoint did not answer in time"));
  }

  /** Does a step towards the answer; if it throws, that is answered. */
  void guard(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException failure) {
      fail(failure);
    }
  }

  private void answerOnce(Answer answer) {
    if (answered) {
      return;
    }
    // an answer that cannot be written throws here, while another still can be sent
    var content = contentOf(answer);
    answered = true;
    afterwards.run();
    var nanos = rules.nanoTime().getAsLong() - begin;
    rules.observer().answered(methodName(), route, answer.status(), nanos);
    if (!request.response().closed()) {
      send(answer, content);
    }
  }

  /** A client can make up methods without end, and an observer keeps a count for each name. */
  private String methodName() {
    return NAMED.contains(request.method()) ? request.method().name() : "other";
  }

  private void send(Answer answer, @Nullable Content content) {
    var response = request.response();
    response.setStatusCode(answer.status());
    response.putHeader(REQUEST_ID, requestId);
    // a cache that goes by the address of the page alone would show one viewer another's streams
    response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    browserHeaders.forEach(h -> response.putHeader(h.name(), h.value()));
    answer.headers().forEach(h -> response.putHeader(h.name(), h.value()));
    if (content == null) {
      response.end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, content.type());
    if (request.method().equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(content.body().length()));
      response.end();
    } else {
      response.end(content.body());
    }
  }

  private @Nullable Content contentOf(Answer answer) {
    return switch (answer) {
      case Answer.Empty _ -> null;
      case Answer.Reply reply -> new Content(reply.contentType(), reply.body());
      case Answer.Problem problem ->
          new Content(
              "application/problem+json",
              Json.object(
                  json -> {
                    json.writeStringProperty("type", problem.type().uri());
                    json.writeStringProperty("title", problem.type().title());
                    json.writeNumberProperty("status", problem.status());
                    json.writeStringProperty("detail", problem.detail());
                    json.writeStringProperty("request_id", requestId);
                    problem.members().accept(json);
                  }));
    };
  }
}
