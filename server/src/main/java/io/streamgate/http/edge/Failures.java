package io.streamgate.http.edge;

import io.streamgate.limiter.Limiter;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes an answer. The store's are told by the limiter. */
final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final Duration STORE_RETRY = Duration.ofSeconds(1);

  private Failures() {}

  /** What to answer where {@code failure} came instead of an answer; logs what is a fault. */
  static Answer answerTo(Exchange exchange, Throwable failure) {
    var cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof Limiter.Unavailable) {
      return unavailable();
    }
    LOG.atError()
        .addKeyValue("request_id", exchange.requestId())
        .addKeyValue("route", exchange.route())
        .setCause(cause)
        .log("a request failed by a fault of this server");
    return Answer.problem(ProblemType.INTERNAL_ERROR, "The fault is in this server's log");
  }

  /** For a store that has failed, or that does not answer at all. */
  static Answer unavailable() {
    return Answer.problem(
            ProblemType.STORE_UNAVAILABLE,
            "Repeat the request with the same Idempotency-Key: that is harmless")
        .retryAfter(STORE_RETRY);
  }
}
