package io.streamgate.identity.jwt;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.identity.CredentialObserver;
import io.streamgate.identity.CredentialObserver.CredentialCheck;
import io.streamgate.identity.CredentialObserver.CredentialKind;
import io.streamgate.identity.Request;
import io.streamgate.identity.TokenHash;
import io.streamgate.identity.TokenHeader;
import io.streamgate.identity.jwt.Signers.Found;
import io.streamgate.identity.jwt.Signers.Unverified;
import io.streamgate.identity.jwt.TokenCache.Verified;
import io.streamgate.identity.jwt.keys.CurrentKeys;
import io.streamgate.identity.jwt.keys.VerificationKey;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Finds the bearer of an access token, a JWT that the identity provider has signed.
 *
 * <p>The checks run from cheap to dear: one header with one token, its algorithm and type, its
 * issuer, audience and times, its key, its signature, and last the claims of the bearer. All but
 * the signature are checked on the event loop. A signature is checked by the {@link Signers}, once,
 * and then found in the {@link TokenCache}.
 *
 * @param <T> the bearers of tokens
 */
public final class TokenVerifier<T> {

  private static final int MOST_CACHED = 100_000;

  private final TokenHeader header;
  private final TokenChecks checks;
  private final TokenClaims<T> claims;
  private final CurrentKeys keys;
  private final Signers signers;
  private final CredentialKind kind;
  private final CredentialObserver observer;
  private final TokenCache<T> cache;

  /**
   * What the verifier is given from outside.
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
  public TokenVerifier(
      TokenRules rules, TokenClaims<T> claims, CurrentKeys keys, Surroundings surroundings) {
    this.header = new TokenHeader(rules.header(), rules.bearer().token(), "eyJ...");
    this.checks = new TokenChecks(rules);
    this.claims = claims;
    this.keys = keys;
    this.signers = new Signers(keys, surroundings);
    this.kind = rules.bearer().kind();
    this.observer = surroundings.observer();
    this.cache = new TokenCache<>(MOST_CACHED, surroundings.nanoTime());
  }

  /**
   * Finds the bearer at {@code now}. Called on an event loop, which it does not block. The stage
   * may complete on any thread, and never fails.
   */
  public CompletionStage<Verification<T>> verify(Request request, Instant now) {
    return switch (header.read(request.headers().apply(header.name()))) {
      case TokenHeader.Reading.Absent(var detail) ->
          completedStage(new Verification.Missing<>(detail));
      case TokenHeader.Reading.Unreadable(var detail) ->
          completedStage(refused(TokenFault.invalid(detail)));
      case TokenHeader.Reading.Presented(var text) -> verify(text, request, now);
    };
  }

  /** Signatures that are being checked. */
  public int verificationsRunning() {
    return signers.running();
  }

  /** Signatures that wait to be checked. */
  public int verificationsWaiting() {
    return signers.waiting();
  }

  /** Called about once a second: forgets tokens that are no longer valid. */
  public void sweep(Instant now) {
    cache.sweep(now);
  }

  private CompletionStage<Verification<T>> verify(String text, Request request, Instant now) {
    var hash = TokenHash.of(text);
    var known = cache.find(hash, now);
    var usable = keys.usable(now);
    if (known != null && usable != null && usable.contains(known.key())) {
      observe(CredentialCheck.CACHED);
      return completedStage(new Verification.Valid<>(known.bearer()));
    }
    var token = AccessToken.parse(text);
    if (token == null) {
      return completedStage(
          refused(TokenFault.invalid("the access token is not a signed JWT of three segments")));
    }
    var fault = checks.faultIn(token, now);
    return fault == null
        ? signers
            .signerOf(new Unverified(token, request, now))
            .thenApply(found -> verification(found, token, hash, now))
        : completedStage(refused(fault));
  }

  private Verification<T> verification(
      Found found, AccessToken token, TokenHash hash, Instant now) {
    return switch (found) {
      case Found.Signer(var key) -> verified(token, key, hash, now);
      case Found.Nobody(var fault) -> refused(fault);
      case Found.Unavailable(var detail, var retryAfter) -> {
        observe(CredentialCheck.UNAVAILABLE);
        yield new Verification.Unavailable<>(detail, retryAfter);
      }
    };
  }

  private Verification<T> verified(
      AccessToken token, VerificationKey key, TokenHash hash, Instant now) {
    var bearer = claims.read(token.claims());
    if (bearer == null) {
      return refused(TokenFault.invalid(claims.missing()));
    }
    cache.keep(hash, new Verified<>(bearer, TokenChecks.end(token), key.thumbprint()), now);
    observe(CredentialCheck.VERIFIED);
    return new Verification.Valid<>(bearer);
  }

  private Verification<T> refused(TokenFault fault) {
    observe(fault.outcome());
    return new Verification.Invalid<>(fault.detail());
  }

  private void observe(CredentialCheck outcome) {
    observer.shown(kind, outcome);
  }
}
