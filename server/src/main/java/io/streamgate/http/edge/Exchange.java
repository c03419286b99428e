package io.streamgate.http.edge;

import static java.util.Objects.requireNonNull;

import io.streamgate.http.edge.wire.PieceByPiece;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Answer.Content;
import io.streamgate.http.exchange.Answer.EventFeed;
import io.streamgate.http.exchange.Answer.Header;
import io.streamgate.http.exchange.Json;
import io.streamgate.identity.operator.RefusedCall;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response, confined to the event loop of its connection. The first answer is
 * sent; any other, such as a timeout's, is dropped.
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

  private final HttpServerRequest request;
  private final String requestId;
  private final TraceParent trace;
  private final EdgeRules rules;
  private final CommonHeaders common;
  private final long startNanos;
  private String route = "unknown";
  private List<Header> browserHeaders = List.of();
  private Runnable whenAnswered = () -> {};
  private boolean answered;

  Exchange(HttpServerRequest request, String requestId, EdgeRules rules, CommonHeaders common) {
    this.request = request;
    this.requestId = requestId;
    this.trace = TraceParent.of(request);
    this.rules = rules;
    this.common = common;
    this.startNanos = rules.nanoTime().getAsLong();
  }

  HttpServerRequest request() {
    return request;
  }

  String requestId() {
    return requestId;
  }

  /** The id of the request's trace; empty if it belongs to none. */
  String traceId() {
    return trace.traceId();
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

  /** Runs {@code action} when a response is sent. */
  void whenAnswered(Runnable action) {
    whenAnswered = action;
  }

  /** Sends an answer. If it cannot be written, that failure is answered. */
  void answer(Answer answer) {
    try {
      answerOnce(answer);
    } catch (RuntimeException unwritable) {
      fail(unwritable);
    }
  }

  /** Answers a call that may not be made, and tells the observer why. */
  void refuse(RefusedCall.RefusalReason reason, Answer.Problem problem) {
    var peer = request.remoteAddress();
    rules
        .observer()
        .refused(
            new RefusedCall(
                requestId,
                traceId(),
                peer == null ? null : peer.hostAddress(),
                reason,
                problem.detail()));
    answer(problem);
  }

  /** Answers a failure. */
  void fail(Throwable failure) {
    answerOnce(Failures.answerTo(this, failure, rules.failures()));
  }

  /** Runs {@code step} and answers its failure. */
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
    // an answer that cannot be written throws here, before anything is sent
    var content = contentOf(answer);
    answered = true;
    whenAnswered.run();
    var now = rules.nanoTime().getAsLong();
    rules.observer().answered(methodName(), route, answer.status(), now - startNanos);
    if (!request.response().closed()) {
      send(answer, content, now);
    } else if (answer instanceof Answer.ServerSentEvents(var feed)) {
      feed.close();
    }
  }

  /** Clients can invent any number of methods, and the observer counts each name. */
  private String methodName() {
    return NAMED.contains(request.method()) ? request.method().name() : "other";
  }

  private void send(Answer answer, @Nullable Content content, long nanos) {
    var response = request.response();
    response.setStatusCode(answer.status());
    response.putHeader(REQUEST_ID, requestId);
    if (trace.isPresent()) {
      response.putHeader(TraceParent.NAME, trace.header());
    }
    // a cache keyed by the URL alone would show one viewer the streams of another
    response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    answer.headers().forEach(h -> response.putHeader(h.name(), h.value()));
    // a response may vary by more than its origin
    browserHeaders.forEach(h -> response.headers().add(h.name(), h.value()));
    if (answer instanceof Answer.InPieces) {
      PieceByPiece.prepare(request);
    }
    common.put(request, nanos);
    if (answer instanceof Answer.ServerSentEvents(var feed)) {
      send(feed);
      return;
    }
    if (answer instanceof Answer.InPieces(_, var type, var pieces)) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, type);
      PieceByPiece.write(
          request, pieces, failure -> Failures.answerTo(this, failure, rules.failures()));
      return;
    }
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

  private void send(EventFeed feed) {
    if (request.method().equals(HttpMethod.HEAD)) {
      feed.close();
      request.response().end();
    } else {
      var context = requireNonNull(Vertx.currentContext());
      EventStream.begin(context, request.response(), feed, rules.idleTimeout());
    }
  }

  private @Nullable Content contentOf(Answer answer) {
    return switch (answer) {
      case Answer.Reply reply -> reply.content();
      case Answer.InPieces _, Answer.ServerSentEvents _ -> null;
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
