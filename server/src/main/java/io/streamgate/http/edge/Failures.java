package io.streamgate.http.edge;

import io.streamgate.http.edge.EdgeRules.ExpectedFailures;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.ProblemType;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes an answer. The store's are told by the limiter. */
final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private final ExpectedFailures expected;

  Failures(ExpectedFailures expected) {
    this.expected = expected;
  }

  /** What to answer where {@code failure} came instead of an answer; logs what is a fault. */
  Answer answerTo(Exchange exchange, Throwable failure) {
    var cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return expected.answerTo(cause).orElseGet(() -> fault(exchange, cause));
  }

  /** What to answer where no answer came in time. */
  Answer late(Exchange exchange) {
    return answerTo(exchange, new TimeoutException("the endpoint did not answer in time"));
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
