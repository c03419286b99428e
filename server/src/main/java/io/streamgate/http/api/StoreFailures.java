package io.streamgate.http.api;

import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.ProblemType;
import io.streamgate.limiter.Limiter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** What players are told where the store fails: that a repeated request is harmless, and when. */
public final class StoreFailures {

  private static final Duration RETRY = Duration.ofSeconds(1);

  private StoreFailures() {}

  /**
   * What to answer where {@code failure} is the store's, or where no answer came in time, since
   * nothing but the store makes an endpoint wait. Nothing for every other failure.
   */
  public static Optional<Answer> answerTo(Throwable failure) {
    return switch (failure) {
      case Limiter.Unavailable _, TimeoutException _ -> Optional.of(unavailable());
      default -> Optional.empty();
    };
  }

  private static Answer unavailable() {
    return Answer.problem(
            ProblemType.STORE_UNAVAILABLE,
            "Repeat the request with the same Idempotency-Key: that is harmless")
        .retryAfter(RETRY);
  }
}
