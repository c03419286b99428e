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
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * From a request to its answer: which route, may this page, who asks, what body; then the endpoint.
 * Whatever happens, each request gets exactly one answer, and none tells of an exception.
 */
public final class Edge implements Handler<HttpServerRequest> {

  private static final long LINGER_MS = 1_000;
  private static final String MALFORMED_PATH = "The path is not percent-encoded UTF-8";

  private final Vertx vertx;
  private final Router router;
  private final EdgeRules rules;
  private final BrowserRules browsers;
  private final RequestIds requestIds;
  private final Identifying identifying;
  private final Framing framing = new Framing();

  /** An edge for these routes, on the event loops of {@code vertx}. */
  public Edge(Vertx vertx, List<Route> routes, EdgeRules rules) {
    this.vertx = vertx;
    this.router = new Router(routes);
    this.rules = rules;
    this.browsers = new BrowserRules(rules.corsOrigins());
    this.identifying = new Identifying(vertx, rules.identity(), rules.requestTimeout());
    this.requestIds = new RequestIds(rules.requestIdBytes().get());
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (framing.isPoisoned(request.connection())) {
      return;
    }
    var id = requestIds.idFor(request.getHeader(Exchange.REQUEST_ID));
    var exchange = new Exchange(request, id, rules);
    exchange.guard(
        () ->
            Framing.faultOf(request)
                .ifPresentOrElse(fault -> misframed(exchange, fault), () -> route(exchange)));
  }

  /**
   * Answers what is no HTTP that can be read, and closes: where the next request begins is open.
   */
  void refuse(HttpServerRequest request) {
    var id = requestIds.idFor(null);
    var exchange = new Exchange(request, id, rules);
    var problem = Framing.problemOf(request.decoderResult().cause());
    exchange.answer(problem.with("connection", "close"));
    request.connection().close();
  }

  private void misframed(Exchange exchange, String fault) {
    hangUp(exchange, Answer.problem(ProblemType.INVALID_REQUEST, fault));
    exchange.request().connection().close();
  }

  private void route(Exchange exchange) {
    var request = exchange.request();
    exchange.setBrowserHeaders(browsers.answerHeaders(request));
    switch (router.find(request.method(), request.path())) {
      case Router.Match.Nothing() ->
          exchange.answer(Answer.problem(ProblemType.NOT_FOUND, "No such address"));
      case Router.Match.Malformed() ->
          exchange.answer(Answer.problem(ProblemType.INVALID_REQUEST, MALFORMED_PATH));
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
        Answer.problem(ProblemType.METHOD_NOT_ALLOWED, "This address takes " + allow)
            .with("allow", allow));
  }

  private void admit(Exchange exchange, Router.Match.Found found) {
    var refusal = browsers.refusalOf(exchange.request());
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
    identifying.ask(exchange, identification -> goOn(exchange, found, endpoint, identification));
  }

  private void goOn(
      Exchange exchange,
      Router.Match.Found found,
      ViewerEndpoint endpoint,
      Identification identification) {
    switch (identification) {
      case Identification.Known(var viewer) -> {
        var caller = new Caller(viewer, exchange.requestId());
        readBody(exchange, found, call -> endpoint.answer(caller, call));
      }
      case Identification.Missing(var detail) ->
          exchange.answer(Answer.problem(ProblemType.VIEWER_MISSING, detail));
      case Identification.Invalid(var detail) ->
          exchange.answer(Answer.problem(ProblemType.VIEWER_INVALID, detail));
    }
  }

  private void readBody(Exchange exchange, Router.Match.Found found, Endpoint endpoint) {
    var request = exchange.request();
    var context = vertx.getOrCreateContext();
    Consumer<Buffer> whole =
        body -> {
          var call = new Call(found.variables(), request, body);
          call(exchange, endpoint, call, context);
        };
    var accepted = found.route().body();
    if (!BoundedBody.isPresent(request)) {
      whole.accept(Buffer.buffer());
    } else if (!accepted.accepts(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
      var detail = "This address takes " + accepted.accepted();
      exchange.answer(Answer.problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail));
    } else if (accepted == Route.Body.IGNORED) {
      whole.accept(Buffer.buffer());
    } else {
      BoundedBody.read(request, outcome(exchange, whole));
    }
  }

  private BoundedBody.Receiver outcome(Exchange exchange, Consumer<Buffer> whole) {
    return new BoundedBody.Receiver() {
      @Override
      public void whole(Buffer body) {
        whole.accept(body);
      }

      @Override
      public void tooLarge() {
        var detail = "A body has at most " + Call.MAX_BODY_BYTES + " bytes";
        hangUp(exchange, Answer.problem(ProblemType.BODY_TOO_LARGE, detail));
      }

      @Override
      public void late() {
        var allowedMs = rules.requestTimeout().toMillis();
        var detail = "The whole request must be here within " + allowedMs + " ms";
        hangUp(exchange, Answer.problem(ProblemType.REQUEST_TIMEOUT, detail));
      }

      @Override
      public void broken() {
        var detail = "The body's framing makes no sense";
        hangUp(exchange, Answer.problem(ProblemType.INVALID_REQUEST, detail));
      }
    };
  }

  private void call(Exchange exchange, Endpoint endpoint, Call call, Context context) {
    CompletionStage<Answer> answering;
    try {
      answering = endpoint.answer(call);
    } catch (RuntimeException fault) {
      exchange.fail(fault);
      return;
    }
    var answered = answering.toCompletableFuture();
    if (!answered.isDone()) {
      var deadline = vertx.setTimer(rules.requestTimeout().toMillis(), _ -> exchange.late());
      exchange.whenAnswered(() -> vertx.cancelTimer(deadline));
    }
    answering.whenComplete(
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
   * Answers, and closes a little later: a client that is still sending when the connection closes
   * would lose the answer. What it sends in the meantime is not answered.
   */
  private void hangUp(Exchange exchange, Answer.Problem problem) {
    var connection = exchange.request().connection();
    framing.poison(connection);
    exchange.answer(problem.with("connection", "close"));
    vertx.setTimer(LINGER_MS, _ -> connection.close());
    // closing flushes out what was read before: it must still find the connection poisoned
    vertx.setTimer(2 * LINGER_MS, _ -> framing.forget(connection));
  }
}
