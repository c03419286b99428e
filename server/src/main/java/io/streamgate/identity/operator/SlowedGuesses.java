package io.streamgate.identity.operator;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.identity.Request;
import io.streamgate.identity.TokenHash;
import io.streamgate.identity.forwarded.Address;
import io.streamgate.identity.forwarded.Network;
import io.streamgate.identity.operator.OperatorIdentification.TooManyAttempts;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Slows those who guess tokens, by {@link AttemptLimit}. The address is that of the connection: a
 * header with another one could be the guesser's own. Of an IPv6 address the first 64 bits count,
 * because a guesser usually has all the others.
 */
public final class SlowedGuesses implements OperatorIdentity {

  private static final int IPV6_PREFIX = 64;

  private final OperatorIdentity identity;
  private final Set<String> headers;
  private final LongSupplier nanoTime;
  private final AttemptLimit limit = new AttemptLimit();

  /**
   * Slows the tokens that {@code identity} checks.
   *
   * @param headers those that may have a token
   * @param nanoTime a clock that is never set
   */
  public SlowedGuesses(OperatorIdentity identity, Set<String> headers, LongSupplier nanoTime) {
    this.identity = identity;
    this.headers = Set.copyOf(headers);
    this.nanoTime = nanoTime;
  }

  @Override
  public CompletionStage<OperatorIdentification> identify(Request request, Instant now) {
    var shown = shown(request);
    if (shown.isEmpty()) {
      return identity.identify(request, now);
    }
    var token = TokenHash.of(shown);
    var address = addressOf(request.peer());
    var wait = limit.waitOf(address, token, nanoTime.getAsLong());
    return wait.isPresent()
        ? completedStage(
            new TooManyAttempts(
                "%d wrong tokens came from this address within a minute; this one was not checked"
                    .formatted(AttemptLimit.MOST_WRONG),
                wait.get()))
        : identity
            .identify(request, now)
            .thenApply(found -> noted(found, address, token, nanoTime.getAsLong()));
  }

  private OperatorIdentification noted(
      OperatorIdentification found, String address, TokenHash token, long nanos) {
    switch (found) {
      case OperatorIdentification.Known _, OperatorIdentification.WithoutRole _ ->
          limit.right(address, token, nanos);
      case OperatorIdentification.TokenInvalid _ -> limit.wrong(address, token, nanos);
      case OperatorIdentification.TokenMissing _,
          OperatorIdentification.Unavailable _,
          TooManyAttempts _ -> {}
    }
    return found;
  }

  /** All that may be a token; empty if there is nothing. */
  private String shown(Request request) {
    var shown = new StringBuilder();
    for (var header : headers) {
      request.headers().apply(header).forEach(line -> shown.append(line).append('\n'));
    }
    return shown.toString();
  }

  private static String addressOf(@Nullable String peer) {
    if (peer == null) {
      return "";
    }
    return Address.parse(peer)
        .filter(address -> !address.isIpv4())
        .map(address -> Network.start(address, IPV6_PREFIX).toString())
        .orElse(peer);
  }
}
