package io.streamgate.http.edge;

import io.streamgate.http.edge.wire.BoundedBody;
import io.streamgate.http.exchange.Access;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.Endpoint;
import io.streamgate.http.exchange.ProblemType;
import io.streamgate.http.exchange.Route;
import io.streamgate.http.exchange.Router;
import io.streamgate.http.exchange.ViewerEndpoint;
import io.streamgate.identity.Caller;
import io.streamgate.identity.Identification;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Handles each request: finds the route, checks the origin, identifies the viewer, reads the body
 * and calls the endpoint. Each request gets exactly one response, and no response shows an
 * exception.
 */
public final class Edge implements Handler<HttpServerRequest> {

  private static final long LINGER_MS = 1_000;

  private final Vertx vertx;
  private final Router router;
  private final EdgeRules rules;
  private final BrowserRules browsers;
  private final RequestIds requestIds;
  private final Identifying identifying;
  private final CommonHeaders common;
  private final Framing framing = new Framing();

  /** Creates an edge for {@code routes}. */
  public Edge(Vertx vertx, List<Route> routes, EdgeRules rules) {
    this.vertx = vertx;
    this.router = new Router(routes);
    this.rules = rules;
    this.browsers = new BrowserRules(rules.corsOrigins());
    this.identifying = new Identifying(vertx, rules.identity(), rules.requestTimeout());
    this.requestIds = new RequestIds(rules.requestIdBytes().get());
    var date = new HttpDate(rules.clock(), rules.nanoTime().getAsLong());
    this.common = new CommonHeaders(date, rules.idleTimeout());
  }

  /** How long a connection is kept between requests. */
  Duration idleTimeout() {
    return rules.idleTimeout();
  }

  /** From now on every response closes its connection. */
  void keepNoConnection() {
    common.keepNoConnection();
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (framing.isPoisoned(request.connection())) {
      return;
    }
    var id = requestIds.idFor(request.getHeader(Exchange.REQUEST_ID));
    var exchange = new Exchange(request, id, rules, common);
    exchange.guard(
        () ->
            Framing.faultOf(request)
                .ifPresentOrElse(fault -> refuse(exchange, fault), () -> route(exchange)));
  }

  /** Answers an unreadable request and closes the connection: where the next begins is unknown. */
  void refuse(HttpServerRequest request) {
    if (framing.isPoisoned(request.connection())) {
      return;
    }
    poison(request.connection());
    var exchange = new Exchange(request, requestIds.idFor(null), rules, common);
    var problem = Framing.problemOf(request.decoderResult().cause());
    exchange.answer(problem.with("connection", "close"));
    request.connection().close();
  }

  private void refuse(Exchange exchange, String fault) {
    hangUp(exchange, Answer.problem(ProblemType.INVALID_REQUEST, fault));
    exchange.request().connection().close();
  }

  private void route(Exchange exchange) {
    var request = exchange.request();
    exchange.setBrowserHeaders(browsers.answerHeaders(request));
    switch (router.find(request.method(), request.path())) {
      case Router.Match.Nothing() ->
          exchange.answer(Answer.problem(ProblemType.NOT_FOUND, "No resource at this URL"));
      case Router.Match.Malformed() ->
          exchange.answer(
              Answer.problem(
                  ProblemType.INVALID_REQUEST, "The path must be percent-encoded UTF-8"));
      case Router.Match.OtherMethods(var allow) -> otherMethod(exchange, allow);
      case Router.Match.Found found -> {
        exchange.setRoute(found.route().template().toString());
        admit(exchange, found);
      }
    }
  }

  private void otherMethod(Exchange exchange, String allow) {
    var request = exchange.request();
    if (request.method().equals(HttpMethod.OPTIONS)) {
      var options = Answer.empty(204).with("allow", allow);
      for (var header : browsers.preflightHeaders(request, allow)) {
        options = options.with(header.name(), header.value());
      }
      exchange.answer(options);
      return;
    }
    exchange.answer(
        Answer.problem(ProblemType.METHOD_NOT_ALLOWED, "This URL supports " + allow)
            .with("allow", allow));
  }

  private void admit(Exchange exchange, Router.Match.Found found) {
    var request = exchange.request();
    var refusal = Unsupported.refusalOfExpectation(request);
    if (refusal.isEmpty()) {
      refusal = browsers.refusalOf(request);
    }
    if (refusal.isPresent()) {
      exchange.answer(refusal.get());
      return;
    }
    switch (found.route().access()) {
      case Access.Open(var endpoint) -> readBody(exchange, found, endpoint);
      case Access.Viewers(var endpoint) -> identify(exchange, found, endpoint);
    }
  }

  private void identify(Exchange exchange, Router.Match.Found found, ViewerEndpoint endpoint) {
    identifying.identify(
        exchange,
        identification -> {
          switch (identification) {
            case Identification.Known(var viewer) -> {
              var caller = new Caller(viewer, exchange.requestId(), exchange.traceId());
              readBody(exchange, found, call -> endpoint.answer(caller, call));
            }
            case Identification.Missing(var detail) ->
                exchange.answer(Answer.problem(ProblemType.VIEWER_MISSING, detail));
            case Identification.Invalid(var detail) ->
                exchange.answer(Answer.problem(ProblemType.VIEWER_INVALID, detail));
          }
        });
  }

  private void readBody(Exchange exchange, Router.Match.Found found, Endpoint endpoint) {
    var request = exchange.request();
    var context = vertx.getOrCreateContext();
    Consumer<Buffer> next =
        body -> call(exchange, endpoint, new Call(found.variables(), request, body), context);
    var accepted = found.route().body();
    if (accepted == Route.Body.IGNORED || !BoundedBody.isPresent(request)) {
      next.accept(Buffer.buffer());
      return;
    }
    var refusal = Unsupported.refusalOfBody(request, accepted);
    if (refusal.isPresent()) {
      exchange.answer(refusal.get());
      return;
    }
    Consumer<Buffer> whole =
        body -> {
          var refusalOfUntyped = Unsupported.refusalOfUntyped(request, body, accepted);
          if (refusalOfUntyped.isPresent()) {
            exchange.answer(refusalOfUntyped.get());
          } else {
            next.accept(body);
          }
        };
    BoundedBody.read(request, whole, failure -> hangUp(exchange, problem(failure)));
  }

  private Answer.Problem problem(BoundedBody.BodyFailure failure) {
    return switch (failure) {
      case TOO_LARGE -> {
        var detail = "The body must have at most " + Call.MAX_BODY_BYTES + " bytes";
        yield Answer.problem(ProblemType.BODY_TOO_LARGE, detail);
      }
      case LATE -> {
        var detail = "The request must arrive within " + rules.requestTimeout().toMillis() + " ms";
        yield Answer.problem(ProblemType.REQUEST_TIMEOUT, detail);
      }
      case BROKEN -> Answer.problem(ProblemType.INVALID_REQUEST, "The body has invalid framing");
    };
  }

  private void call(Exchange exchange, Endpoint endpoint, Call call, Context context) {
    CompletionStage<Answer> answered;
    try {
      answered = endpoint.answer(call);
    } catch (RuntimeException fault) {
      exchange.fail(fault);
      return;
    }
    if (!answered.toCompletableFuture().isDone()) {
      var deadline =
          vertx.setTimer(
              rules.requestTimeout().toMillis(),
              _ -> exchange.fail(new TimeoutException("the endpoint did not answer in time")));
      exchange.whenAnswered(() -> vertx.cancelTimer(deadline));
    }
    answered.whenComplete(
        (answer, failure) -> {
          Runnable end =
              failure == null ? () -> exchange.answer(answer) : () -> exchange.fail(failure);
          if (context.equals(Vertx.currentContext())) {
            end.run();
          } else {
            context.runOnContext(_ -> end.run());
          }
        });
  }

  /**
   * Answers, and closes the connection a little later: a client that is still sending when the
   * connection closes would lose the response. Nothing else on the connection is answered.
   */
  private void hangUp(Exchange exchange, Answer.Problem problem) {
    var connection = exchange.request().connection();
    poison(connection);
    exchange.answer(problem.with("connection", "close"));
    vertx.setTimer(LINGER_MS, _ -> connection.close());
  }

  /** Ignores further requests on a connection. Closing it still hands over those read before. */
  private void poison(HttpConnection connection) {
    framing.poison(connection);
    vertx.setTimer(2 * LINGER_MS, _ -> framing.forget(connection));
  }
}
