package io.streamgate.http.api;

import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.ProblemType;
import io.streamgate.limiter.Limiter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Answers failures of the store: retry with the same key after a second. */
public final class StoreFailures {

  private static final Duration RETRY = Duration.ofSeconds(1);

  private StoreFailures() {}

  /**
   * The answer to a failure of the store, or to a timeout, because an endpoint waits for nothing
   * but the store. Empty for any other failure.
   */
  public static Optional<Answer> answerTo(Throwable failure) {
    return answerTo(failure, "Retry with the same Idempotency-Key; a retry is safe");
  }

  /** The same for an operator, each of whose calls may be repeated. */
  public static Optional<Answer> answerToOperator(Throwable failure) {
    return answerTo(failure, "Repeat the call: whether it changed anything is not known");
  }

  private static Optional<Answer> answerTo(Throwable failure, String detail) {
    return switch (failure) {
      case Limiter.Unavailable _, TimeoutException _ ->
          Optional.of(Answer.problem(ProblemType.STORE_UNAVAILABLE, detail).retryAfter(RETRY));
      default -> Optional.empty();
    };
  }
}
