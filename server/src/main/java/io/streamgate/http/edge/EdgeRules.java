package io.streamgate.http.edge;

import io.streamgate.http.edge.origin.AllowedHosts;
import io.streamgate.http.edge.origin.AllowedPages;
import io.streamgate.http.exchange.Answer;
import io.streamgate.identity.Identification.NotKnown;
import io.streamgate.identity.Identity;
import io.streamgate.identity.operator.OperatorIdentity;
import io.streamgate.identity.operator.RefusedCall;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The rules for every request to one port.
 *
 * @param identity identifies viewers, on routes for viewers only
 * @param operators identifies operators, on routes for operators only
 * @param pages which pages of other origins may read and change streams
 * @param hosts the values of {@code Host} that requests may have
 * @param requestTimeout for a request to arrive, and then for its response; at least 1 ms
 * @param idleTimeout how long a connection is kept between requests; at least 1 ms
 * @param failures answers an endpoint's failure, or a {@link TimeoutException} if it did not answer
 *     in time; empty for an internal error
 * @param clock the time of day, for the {@code Date} of responses
 * @param requestIdBytes the random beginning of new request ids; called once
 */
public record EdgeRules(
    Identity identity,
    OperatorIdentity operators,
    AllowedPages pages,
    AllowedHosts hosts,
    Duration requestTimeout,
    Duration idleTimeout,
    Function<Throwable, Optional<Answer>> failures,
    RequestObserver observer,
    LongSupplier nanoTime,
    InstantSource clock,
    Supplier<byte[]> requestIdBytes) {

  /** Observes requests. Called on an event loop, which it must not block. */
  @FunctionalInterface
  public interface RequestObserver {

    /**
     * Called after a response.
     *
     * @param method the request's, or {@code other} for a method that no URL supports
     * @param route the template, or {@code unknown}
     * @param nanos from the request's headers to its response
     */
    void answered(String method, String route, int status, long nanos);

    /**
     * Called before the response to a request whose viewer is not known.
     *
     * @param traceId empty if the request belongs to no trace
     */
    default void notIdentified(String requestId, String traceId, NotKnown why) {}

    /**
     * Called before the response to a request that is refused for its host, its origin or its
     * operator.
     */
    default void refused(RefusedCall call) {}
  }
}
