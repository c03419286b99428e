package io.streamgate.identity.jwt;

import static java.util.concurrent.CompletableFuture.completedStage;

import com.nimbusds.jose.JWSHeader;
import io.streamgate.identity.CredentialObserver;
import io.streamgate.identity.CredentialObserver.CredentialCheck;
import io.streamgate.identity.CredentialObserver.CredentialKind;
import io.streamgate.identity.Identification;
import io.streamgate.identity.Identification.Known;
import io.streamgate.identity.Identification.Unauthorized;
import io.streamgate.identity.Identification.Unauthorized.Credential;
import io.streamgate.identity.Identification.Unavailable;
import io.streamgate.identity.Identity;
import io.streamgate.identity.Request;
import io.streamgate.identity.jwt.TokenCache.Verified;
import io.streamgate.identity.jwt.keys.CurrentKeys;
import io.streamgate.identity.jwt.keys.CurrentKeys.Refetch;
import io.streamgate.identity.jwt.keys.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The viewer is named by an access token, a JWT that the identity provider has signed.
 *
 * <p>The checks run from cheap to dear: one header with one token, its algorithm and type, its
 * issuer, audience and times, its key, its signature, and last the claims of the viewer. All but
 * the signature are checked on the event loop. A signature is checked on the threads of the {@link
 * VerificationQueue}, once, and then found in the {@link TokenCache}.
 */
public final class JwtIdentity implements Identity {

  private static final int MOST_CACHED = 100_000;

  /** A token without a key's name is tried with so many keys: each costs a verification. */
  private static final int MOST_CANDIDATES = 8;

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final TokenFault NOT_FOR_ALGORITHM =
      TokenFault.invalid("the key (kid) of the access token is not for its algorithm (alg)");

  private final TokenHeader header;
  private final TokenChecks checks;
  private final ViewerClaims claims;
  private final CurrentKeys keys;
  private final Surroundings surroundings;
  private final VerificationQueue queue;
  private final TokenCache cache = new TokenCache(MOST_CACHED);

  /**
   * What the identity is given from outside.
   *
   * @param verifiers the threads that check signatures
   * @param mostVerifications how many signatures are checked at the same time
   * @param patience runs a task after a second, for which a request waits for a fetch of keys
   * @param address the address that a request's share of the queue belongs to
   */
  public record Surroundings(
      Executor verifiers,
      int mostVerifications,
      Executor patience,
      LongSupplier nanoTime,
      Function<Request, String> address,
      CredentialObserver observer) {}

  /** Accepts tokens by these rules that are signed with one of {@code keys}. */
  public JwtIdentity(TokenRules rules, CurrentKeys keys, Surroundings surroundings) {
    this.header = new TokenHeader(rules.header());
    this.checks = new TokenChecks(rules);
    this.claims = new ViewerClaims(rules.claims());
    this.keys = keys;
    this.surroundings = surroundings;
    this.queue =
        new VerificationQueue(
            surroundings.verifiers(), surroundings.mostVerifications(), surroundings.nanoTime());
  }

  /** A token that has passed the checks that need no key. */
  private record Unverified(AccessToken token, TokenHash hash, Request request, Instant now) {

    JWSHeader header() {
      return token.header();
    }
  }

  @Override
  public CompletionStage<Identification> identify(Request request, Instant now) {
    return switch (header.read(request.headers().apply(header.name()))) {
      case TokenHeader.Reading.Absent(var detail) ->
          completedStage(new Unauthorized(Credential.MISSING, detail));
      case TokenHeader.Reading.Unreadable(var detail) ->
          completedStage(refused(TokenFault.invalid(detail)));
      case TokenHeader.Reading.Presented(var text) -> identify(text, request, now);
    };
  }

  /** Signatures that are being checked. */
  public int verificationsRunning() {
    return queue.running();
  }

  /** Signatures that wait to be checked. */
  public int verificationsWaiting() {
    return queue.waiting();
  }

  /** Verified tokens whose limit was neither a whole number within the bound nor unlimited. */
  public long unusableLimits() {
    return claims.unusableLimits();
  }

  private CompletionStage<Identification> identify(String text, Request request, Instant now) {
    var hash = TokenHash.of(text);
    var known = cache.find(hash, now);
    var usable = keys.usable(now);
    if (known != null && usable != null && usable.contains(known.key())) {
      observe(CredentialCheck.CACHED);
      return completedStage(new Known(known.viewer()));
    }
    var token = AccessToken.parse(text);
    if (token == null) {
      return completedStage(
          refused(TokenFault.invalid("the access token is not a signed JWT of three segments")));
    }
    var fault = checks.faultIn(token, now);
    return fault == null
        ? verified(new Unverified(token, hash, request, now))
        : completedStage(refused(fault));
  }

  private CompletionStage<Identification> verified(Unverified unverified) {
    var candidates = candidates(unverified);
    if (!candidates.isEmpty()) {
      return queued(unverified, candidates);
    }
    return isKeyKnown(unverified)
        ? completedStage(refused(NOT_FOR_ALGORITHM))
        : fetched(unverified).thenCompose(outcome -> verifiedAfter(outcome, unverified));
  }

  private boolean isKeyKnown(Unverified unverified) {
    var usable = keys.usable(unverified.now());
    return usable != null && usable.knows(unverified.header().getKeyID());
  }

  private List<SigningKey> candidates(Unverified unverified) {
    var usable = keys.usable(unverified.now());
    var header = unverified.header();
    return usable == null ? List.of() : usable.candidates(header.getKeyID(), header.getAlgorithm());
  }

  /** Waits for a fetch of the keys, but not longer than players do. */
  private CompletionStage<Refetch> fetched(Unverified unverified) {
    var waiting =
        keys.fetch(unverified.header().getKeyID(), unverified.now()).toCompletableFuture().copy();
    if (!waiting.isDone()) {
      surroundings.patience().execute(() -> waiting.complete(Refetch.FAILED));
    }
    return waiting;
  }

  private CompletionStage<Identification> verifiedAfter(Refetch outcome, Unverified unverified) {
    var candidates = candidates(unverified);
    if (!candidates.isEmpty()) {
      return queued(unverified, candidates);
    }
    return completedStage(withoutKey(outcome, unverified));
  }

  private Identification withoutKey(Refetch outcome, Unverified unverified) {
    if (keys.usable(unverified.now()) == null) {
      return unavailable(
          "the keys of the identity provider have not been fetched yet; retry",
          keys.retryAfter(unverified.now()));
    }
    if (isKeyKnown(unverified)) {
      return refused(NOT_FOR_ALGORITHM);
    }
    return outcome == Refetch.FETCHED
        ? refused(
            TokenFault.invalid(
                "the key (kid) of the access token is not in the identity provider's key set"))
        : unavailable(
            "the key (kid) of the access token is unknown, and the identity provider's keys cannot"
                + " be fetched at present; retry",
            keys.retryAfter(unverified.now()));
  }

  private CompletionStage<Identification> queued(
      Unverified unverified, List<SigningKey> candidates) {
    var answer = new CompletableFuture<Identification>();
    var address = surroundings.address().apply(unverified.request());
    var isQueued = queue.offer(address, () -> answer(answer, unverified, candidates));
    return isQueued
        ? answer
        : completedStage(unavailable("too many access tokens wait to be verified; retry", RETRY));
  }

  private void answer(
      CompletableFuture<Identification> answer,
      Unverified unverified,
      List<SigningKey> candidates) {
    try {
      answer.complete(verify(unverified, candidates));
    } catch (RuntimeException bug) {
      answer.completeExceptionally(bug);
    }
  }

  private Identification verify(Unverified unverified, List<SigningKey> candidates) {
    for (var key : candidates.subList(0, Math.min(candidates.size(), MOST_CANDIDATES))) {
      if (unverified.token().isSignedWith(key)) {
        return identified(unverified, key);
      }
    }
    return refused(TokenFault.invalid("the signature of the access token does not verify"));
  }

  private Identification identified(Unverified unverified, SigningKey key) {
    var viewer = claims.viewerOf(unverified.token());
    if (viewer == null) {
      return refused(TokenFault.invalid(claims.missing()));
    }
    var until = TokenChecks.end(unverified.token());
    cache.keep(unverified.hash(), new Verified(viewer, until, key.thumbprint()), unverified.now());
    observe(CredentialCheck.VERIFIED);
    return new Known(viewer);
  }

  private Identification refused(TokenFault fault) {
    observe(fault.outcome());
    return new Unauthorized(Credential.INVALID, fault.detail());
  }

  private Identification unavailable(String detail, Duration retryAfter) {
    observe(CredentialCheck.UNAVAILABLE);
    return new Unavailable(detail, retryAfter);
  }

  private void observe(CredentialCheck outcome) {
    surroundings.observer().shown(CredentialKind.ACCESS_TOKEN, outcome);
  }
}
