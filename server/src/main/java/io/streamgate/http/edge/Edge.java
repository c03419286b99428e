package io.streamgate.http.edge;

import io.streamgate.http.edge.Identifying.Progress;
import io.streamgate.http.edge.origin.BrowserRules;
import io.streamgate.http.edge.wire.BoundedBody;
import io.streamgate.http.edge.wire.Lingering;
import io.streamgate.http.exchange.Access;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.Endpoint;
import io.streamgate.http.exchange.ProblemType;
import io.streamgate.http.exchange.Route;
import io.streamgate.http.exchange.Router;
import io.streamgate.identity.Caller;
import io.streamgate.identity.operator.RefusedCall.RefusalReason;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Handles each request: checks the host, finds the route, checks the origin, identifies the viewer
 * or the operator, reads the body and calls the endpoint. Each request gets exactly one response,
 * and no response shows an exception.
 */
public final class Edge implements Handler<HttpServerRequest> {

  private final Vertx vertx;
  private final Router router;
  private final EdgeRules rules;
  private final BrowserRules browsers;
  private final RequestIds requestIds;
  private final Identifying identifying;
  private final Authorizing authorizing;
  private final RequestBodies bodies;
  private final CommonHeaders common;
  private final Lingering lingering;

  /** Creates an edge for {@code routes}. */
  public Edge(Vertx vertx, List<Route> routes, EdgeRules rules) {
    this.vertx = vertx;
    this.router = new Router(routes);
    this.rules = rules;
    this.browsers = new BrowserRules(rules.pages());
    this.identifying = new Identifying(vertx, rules);
    this.authorizing = new Authorizing(vertx, rules);
    this.bodies = new RequestBodies(rules.requestTimeout());
    this.requestIds = new RequestIds(rules.requestIdBytes().get());
    var date = new HttpDate(rules.clock(), rules.nanoTime().getAsLong());
    this.common = new CommonHeaders(date, rules.idleTimeout());
    this.lingering = new Lingering(vertx);
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
    if (lingering.isClosing(request.connection())) {
      return;
    }
    var exchange = exchange(request, request.getHeader(Exchange.REQUEST_ID));
    exchange.guard(
        () ->
            Framing.faultOf(request)
                .map(fault -> Answer.problem(ProblemType.INVALID_REQUEST, fault))
                .ifPresentOrElse(fault -> hangUp(exchange, fault), () -> route(exchange)));
  }

  private Exchange exchange(HttpServerRequest request, @Nullable String givenId) {
    var exchange = new Exchange(request, requestIds.idFor(givenId), rules, common);
    exchange.setBrowserHeaders(browsers.answerHeaders(request));
    return exchange;
  }

  /** Answers an unreadable request and closes the connection: where the next begins is unknown. */
  void refuse(HttpServerRequest request) {
    if (!lingering.isClosing(request.connection())) {
      hangUp(exchange(request, null), refusalOf(request));
    }
  }

  /** A page can read that there are too many connections only after a successful preflight. */
  private Answer refusalOf(HttpServerRequest request) {
    var cause = request.decoderResult().cause();
    return Framing.isOneTooMany(cause)
            && request.method().equals(HttpMethod.OPTIONS)
            && router.find(request.method(), request.path())
                instanceof Router.Match.OtherMethods(var allow)
        ? otherMethod(request, allow)
        : Framing.problemOf(cause);
  }

  private void route(Exchange exchange) {
    var request = exchange.request();
    var refusal = rules.hosts().refusalOf(request);
    if (refusal.isPresent()) {
      exchange.refuse(RefusalReason.HOST_NOT_ALLOWED, refusal.get());
      return;
    }
    switch (router.find(request.method(), request.path())) {
      case Router.Match.Nothing() ->
          exchange.answer(Answer.problem(ProblemType.NOT_FOUND, "No resource at this URL"));
      case Router.Match.Malformed() ->
          exchange.answer(
              Answer.problem(
                  ProblemType.INVALID_REQUEST, "The path must be percent-encoded UTF-8"));
      case Router.Match.OtherMethods(var allow) -> exchange.answer(otherMethod(request, allow));
      case Router.Match.Found found -> {
        exchange.setRoute(found.route().template().toString());
        admit(exchange, found);
      }
    }
  }

  private Answer otherMethod(HttpServerRequest request, String allow) {
    if (!request.method().equals(HttpMethod.OPTIONS)) {
      return Answer.problem(ProblemType.METHOD_NOT_ALLOWED, "This URL supports " + allow)
          .with("allow", allow);
    }
    var options = Answer.empty(204).with("allow", allow);
    for (var header : browsers.preflightHeaders(request, allow)) {
      options = options.with(header.name(), header.value());
    }
    return options;
  }

  private void admit(Exchange exchange, Router.Match.Found found) {
    var request = exchange.request();
    var fault = RequestBodies.refusalOfExpectation(request);
    if (fault.isPresent()) {
      exchange.answer(fault.get());
      return;
    }
    var refusal =
        found.route().access() instanceof Access.Operators
            ? browsers.refusalOfOperator(request)
            : browsers.refusalOfChange(request);
    if (refusal.isPresent()) {
      exchange.refuse(RefusalReason.ORIGIN_NOT_ALLOWED, refusal.get());
      return;
    }
    switch (found.route().access()) {
      case Access.Open(var endpoint) ->
          readBody(exchange, found, body -> call(exchange, found, endpoint, body));
      case Access.Viewers viewers -> identify(exchange, found, viewers);
      case Access.Operators operators ->
          authorizing.authorize(
              exchange,
              operators,
              caller -> {
                Endpoint endpoint = call -> operators.endpoint().answer(caller, call);
                readBody(exchange, found, body -> call(exchange, found, endpoint, body));
              });
    }
  }

  /** Reads the body first if it may have a stream token. */
  private void identify(Exchange exchange, Router.Match.Found found, Access.Viewers access) {
    if (access.stream().mayBringToken() && BoundedBody.isPresent(exchange.request())) {
      readBody(
          exchange, found, body -> exchange.guard(() -> identify(exchange, found, access, body)));
    } else {
      identify(exchange, found, access, null);
    }
  }

  private void identify(
      Exchange exchange, Router.Match.Found found, Access.Viewers access, @Nullable Buffer body) {
    var stream = access.stream();
    var id = stream.id(found.variables());
    identifying.identify(
        exchange,
        id,
        body == null ? new Progress.Unread() : new Progress.Whole(stream.tokenIn(body)),
        (viewer, proof) -> {
          var caller = new Caller(viewer, proof, exchange.requestId(), exchange.traceId());
          Endpoint endpoint = call -> access.endpoint().answer(caller, call);
          if (body == null) {
            readBody(exchange, found, read -> call(exchange, found, endpoint, read));
          } else {
            call(exchange, found, endpoint, body);
          }
        });
  }

  private void readBody(Exchange exchange, Router.Match.Found found, Consumer<Buffer> next) {
    bodies.read(exchange, found.route().body(), next, answer -> hangUp(exchange, answer));
  }

  private void call(Exchange exchange, Router.Match.Found found, Endpoint endpoint, Buffer body) {
    var call = new Call(found.variables(), exchange.request(), body);
    call(exchange, endpoint, call, vertx.getOrCreateContext());
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

  /** Answers, and closes the connection. Nothing else on the connection is answered. */
  private void hangUp(Exchange exchange, Answer answer) {
    var request = exchange.request();
    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    exchange.answer(answer);
    lingering.close(request.connection());
  }
}
