package io.streamgate.identity.jwt;

import static java.util.concurrent.CompletableFuture.completedStage;

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
 * The viewer is named by an access token, a JWT that the identity provider has signed.
 *
 * <p>The checks run from cheap to dear: one header with one token, its algorithm and type, its
 * issuer, audience and times, its key, its signature, and last the claims of the viewer. All but
 * the signature are checked on the event loop. A signature is checked by the {@link Signers}, once,
 * and then found in the {@link TokenCache}.
 */
public final class JwtIdentity implements Identity {

  private static final int MOST_CACHED = 100_000;

  private final TokenHeader header;
  private final TokenChecks checks;
  private final ViewerClaims claims;
  private final CurrentKeys keys;
  private final Signers signers;
  private final CredentialObserver observer;
  private final TokenCache cache;

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
    this.header = new TokenHeader(rules.header(), "the viewer's access token", "eyJ...");
    this.checks = new TokenChecks(rules);
    this.claims = new ViewerClaims(rules.claims());
    this.keys = keys;
    this.signers = new Signers(keys, surroundings);
    this.observer = surroundings.observer();
    this.cache = new TokenCache(MOST_CACHED, surroundings.nanoTime());
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
    return signers.running();
  }

  /** Signatures that wait to be checked. */
  public int verificationsWaiting() {
    return signers.waiting();
  }

  /** Verified tokens whose limit was neither a whole number within the bound nor unlimited. */
  public long unusableLimits() {
    return claims.unusableLimits();
  }

  /** Called about once a second: forgets tokens that are no longer valid. */
  public void sweep(Instant now) {
    cache.sweep(now);
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
        ? signers
            .signerOf(new Unverified(token, request, now))
            .thenApply(found -> identification(found, token, hash, now))
        : completedStage(refused(fault));
  }

  private Identification identification(
      Found found, AccessToken token, TokenHash hash, Instant now) {
    return switch (found) {
      case Found.Signer(var key) -> identified(token, key, hash, now);
      case Found.Nobody(var fault) -> refused(fault);
      case Found.Unavailable(var detail, var retryAfter) -> {
        observe(CredentialCheck.UNAVAILABLE);
        yield new Unavailable(detail, retryAfter);
      }
    };
  }

  private Identification identified(
      AccessToken token, VerificationKey key, TokenHash hash, Instant now) {
    var viewer = claims.viewerOf(token);
    if (viewer == null) {
      return refused(TokenFault.invalid(claims.missing()));
    }
    cache.keep(hash, new Verified(viewer, TokenChecks.end(token), key.thumbprint()), now);
    observe(CredentialCheck.VERIFIED);
    return new Known(viewer);
  }

  private Identification refused(TokenFault fault) {
    observe(fault.outcome());
    return new Unauthorized(Credential.INVALID, fault.detail());
  }

  private void observe(CredentialCheck outcome) {
    observer.shown(CredentialKind.ACCESS_TOKEN, outcome);
  }
}
