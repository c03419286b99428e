package io.streamgate.http.edge;

import io.streamgate.http.exchange.Answer;
import io.streamgate.identity.Identity;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What holds for every request of one port.
 *
 * @param identity tells viewers apart; asked on routes for viewers only
 * @param corsOrigins whose pages may read and change streams
 * @param requestTimeout how long a request may take to arrive, and then its answer; 1 ms or more
 * @param requestIdBytes makes the chance that new request ids begin with; asked once
 */
public record EdgeRules(
    Identity identity,
    Set<String> corsOrigins,
    Duration requestTimeout,
    ExpectedFailures failures,
    RequestObserver observer,
    LongSupplier nanoTime,
    Supplier<byte[]> requestIdBytes) {
  public EdgeRules {
    corsOrigins = Set.copyOf(corsOrigins);
  }

  /** Knows which failures are no fault of this server's. */
  @FunctionalInterface
  public interface ExpectedFailures {

    /**
     * What to answer, or nothing where the failure is a fault.
     *
     * @param failure what an endpoint failed with, or a {@link TimeoutException} where it has not
     *     answered in time
     */
    Optional<Answer> answerTo(Throwable failure);
  }

  /** Hears of each answered request. Called on an event loop, which it must not block. */
  @FunctionalInterface
  public interface RequestObserver {

    /**
     * Takes notice.
     *
     * @param method the request's, or {@code other} for one that no address takes
     * @param route the template, or a word for what has none; few different ones
     * @param nanos from the request's headers to its answer
     */
    void answered(String method, String route, int status, long nanos);
  }
}
