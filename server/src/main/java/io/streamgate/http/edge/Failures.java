package io.streamgate.http.edge;

import io.streamgate.failure.Causes;
import io.streamgate.http.edge.EdgeRules.ExpectedFailures;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.ProblemType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes an answer. The store's are told by the limiter. */
final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** What to answer where {@code failure} came instead of an answer; logs what is a fault. */
  static Answer answerTo(Exchange exchange, Throwable failure, ExpectedFailures expected) {
    var cause = Causes.of(failure);
    return expected.answerTo(cause).orElseGet(() -> fault(exchange, cause));
  }

  private static Answer fault(Exchange exchange, Throwable cause) {
    LOG.atError()
        .addKeyValue("request_id", exchange.requestId())
        .addKeyValue("route", exchange.route())
        .setCause(cause)
        .log("a request failed by a fault of this server");
    return Answer.problem(ProblemType.INTERNAL_ERROR, "The fault is in this server's log");
  }
}
