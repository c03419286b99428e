package io.streamgate.http.edge;

import io.streamgate.failure.Causes;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.ProblemType;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Answers failures. The only place that logs internal errors of requests. */
final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** The answer to {@code failure}, which is logged if it is an internal error. */
  static Answer answerTo(
      Exchange exchange, Throwable failure, Function<Throwable, Optional<Answer>> expected) {
    var cause = Causes.of(failure);
    return expected.apply(cause).orElseGet(() -> internalError(exchange, cause));
  }

  private static Answer internalError(Exchange exchange, Throwable cause) {
    line(LOG.atError(), exchange)
        .addKeyValue("route", exchange.route())
        .setCause(cause)
        .log("request failed with an internal error");
    return Answer.problem(
        ProblemType.INTERNAL_ERROR, "The cause is in the server's log, with this request_id");
  }

  private static LoggingEventBuilder line(LoggingEventBuilder line, Exchange exchange) {
    var named = line.addKeyValue("request_id", exchange.requestId());
    return exchange.traceId().isEmpty() ? named : named.addKeyValue("trace_id", exchange.traceId());
  }
}
