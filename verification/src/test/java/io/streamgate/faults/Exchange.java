package io.streamgate.faults;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A request and its connection. Used on that connection's event loop only. */
record Exchange(Vertx vertx, Engine engine, HttpServerRequest request, Engine.Call call) {

  /** Applies the fault. Completes or fails once the engine will receive no more of this request. */
  Future<?> deal(Fault fault) {
    return switch (fault) {
      case Fault.Plain.PASS -> answer(ask());
      case Fault.Plain.DROP_REQUEST -> hangUp();
      case Fault.Plain.DROP_ANSWER -> ask().eventually(this::hangUp);
      case Fault.Plain.TWICE -> answer(ask().compose(_ -> ask()));
      case Fault.Plain.TWICE_FIRST -> answer(ask()).compose(_ -> ask());
      case Fault.Plain.REPLICA_CONFLICT -> answer(Future.succeededFuture(Answer.replicaConflict()));
      case Fault.Plain.THROTTLE -> answer(Future.succeededFuture(Answer.throttled()));
      case Fault.Plain.SERVER_ERROR -> answer(Future.succeededFuture(Answer.serverError()));
      case Fault.Plain.SILENCE -> Future.succeededFuture();
      case Fault.LateAnswer(var by) -> answer(ask().compose(found -> after(by).map(found)));
      case Fault.LateRequest(var by) -> answer(after(by).compose(_ -> ask()));
    };
  }

  private Future<Answer> ask() {
    return engine.ask(call);
  }

  private Future<?> after(Duration time) {
    return vertx.timer(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Without a response, closes the connection, as a network would. */
  private Future<?> answer(Future<Answer> coming) {
    return coming.onSuccess(this::tell).onFailure(_ -> hangUp());
  }

  private void tell(Answer answer) {
    var response = request.response();
    if (response.closed()) {
      return;
    }
    response.setStatusCode(answer.status());
    response.headers().setAll(answer.headers());
    response.end(answer.body());
  }

  private Future<Void> hangUp() {
    return request.connection().close();
  }
}
