package io.streamgate.identity.jwt;

import static java.util.concurrent.CompletableFuture.completedStage;

import com.nimbusds.jose.JWSHeader;
import io.streamgate.identity.Request;
import io.streamgate.identity.jwt.TokenVerifier.Surroundings;
import io.streamgate.identity.jwt.keys.CurrentKeys;
import io.streamgate.identity.jwt.keys.CurrentKeys.Refetch;
import io.streamgate.identity.jwt.keys.KeySet;
import io.streamgate.identity.jwt.keys.VerificationKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Finds the key that has signed a token, by checking its signature on the threads of the {@link
 * VerificationQueue}. Fetches the keys once if the signer may be a new one. Thread-safe.
 */
final class Signers {

  /** A token without a key's name is tried with so many keys: each costs a verification. */
  private static final int MOST_CANDIDATES = 8;

  private static final Duration RETRY = Duration.ofSeconds(1);

  private static final Found BAD_SIGNATURE =
      new Found.Nobody(TokenFault.invalid("the signature of the access token does not verify"));
  private static final Found NOT_FOR_ALGORITHM =
      new Found.Nobody(
          TokenFault.invalid("the key (kid) of the access token is not for its algorithm (alg)"));
  private static final Found UNKNOWN_KEY =
      new Found.Nobody(
          TokenFault.invalid(
              "the key (kid) of the access token is not in the identity provider's key set"));

  private final CurrentKeys keys;
  private final Surroundings surroundings;
  private final VerificationQueue queue;

  Signers(CurrentKeys keys, Surroundings surroundings) {
    this.keys = keys;
    this.surroundings = surroundings;
    this.queue =
        new VerificationQueue(
            surroundings.verifiers(), surroundings.mostVerifications(), surroundings.nanoTime());
  }

  /** A token that has passed the checks that need no key. */
  record Unverified(AccessToken token, Request request, Instant now) {

    private @Nullable String kid() {
      return token.header().getKeyID();
    }

    private List<VerificationKey> candidates(KeySet set) {
      JWSHeader header = token.header();
      return set.candidates(header.getKeyID(), header.getAlgorithm());
    }

    private Found signer(List<VerificationKey> candidates) {
      return candidates.stream()
          .limit(MOST_CANDIDATES)
          .filter(token::isSignedWith)
          .findFirst()
          .<Found>map(Found.Signer::new)
          .orElse(BAD_SIGNATURE);
    }
  }

  /** Who has signed a token. */
  sealed interface Found {

    /** This key. */
    record Signer(VerificationKey key) implements Found {}

    /** None of the identity provider's keys. */
    record Nobody(TokenFault fault) implements Found {}

    /** It cannot be found out at present. */
    record Unavailable(String detail, Duration retryAfter) implements Found {}
  }

  /** Signatures that are being checked. */
  int running() {
    return queue.running();
  }

  /** Signatures that wait to be checked. */
  int waiting() {
    return queue.waiting();
  }

  /** Who has signed this token. */
  CompletionStage<Found> signerOf(Unverified unverified) {
    var set = Objects.requireNonNullElse(keys.usable(unverified.now()), KeySet.EMPTY);
    var isKnown = set.knows(unverified.kid());
    var candidates = unverified.candidates(set);
    if (!candidates.isEmpty()) {
      var found = checked(unverified, candidates);
      return isKnown ? found : found.thenCompose(first -> checkedAgain(first, set, unverified));
    }
    return isKnown
        ? completedStage(NOT_FOR_ALGORITHM)
        : fetched(unverified.kid(), unverified.now())
            .thenCompose(outcome -> checkedAfter(outcome, unverified));
  }

  /** No name says whether the key is a new one. */
  private CompletionStage<Found> checkedAgain(Found first, KeySet before, Unverified unverified) {
    return first.equals(BAD_SIGNATURE)
        ? fetched(null, unverified.now()).thenCompose(_ -> checkedUnless(before, unverified))
        : completedStage(first);
  }

  private CompletionStage<Found> checkedUnless(KeySet before, Unverified unverified) {
    var set = Objects.requireNonNullElse(keys.usable(unverified.now()), before);
    return set.hasSameKeysAs(before)
        ? completedStage(BAD_SIGNATURE)
        : checked(unverified, unverified.candidates(set));
  }

  private CompletionStage<Found> checkedAfter(Refetch outcome, Unverified unverified) {
    var usable = keys.usable(unverified.now());
    var candidates = unverified.candidates(Objects.requireNonNullElse(usable, KeySet.EMPTY));
    return candidates.isEmpty()
        ? completedStage(withoutKey(outcome, usable, unverified))
        : checked(unverified, candidates);
  }

  private Found withoutKey(Refetch outcome, @Nullable KeySet usable, Unverified unverified) {
    if (usable != null && usable.knows(unverified.kid())) {
      return NOT_FOR_ALGORITHM;
    }
    if (outcome == Refetch.NO_SUCH_KEY || (outcome == Refetch.FETCHED && usable != null)) {
      return UNKNOWN_KEY;
    }
    return new Found.Unavailable(
        usable == null
            ? "the keys of the identity provider have not been fetched yet; retry"
            : "the key (kid) of the access token is unknown, and the identity provider's keys"
                + " cannot be fetched at present; retry",
        keys.retryAfter(unverified.now()));
  }

  /** Waits for a fetch of the keys, but not longer than players do. */
  private CompletionStage<Refetch> fetched(@Nullable String kid, Instant now) {
    var waiting = keys.fetch(kid, now).toCompletableFuture().copy();
    if (!waiting.isDone()) {
      surroundings.patience().execute(() -> waiting.complete(Refetch.FAILED));
    }
    return waiting;
  }

  private CompletionStage<Found> checked(Unverified unverified, List<VerificationKey> candidates) {
    var found = new CompletableFuture<Found>();
    var address = surroundings.address().apply(unverified.request());
    // completes the stage also if the work throws
    Runnable work = () -> found.completeAsync(() -> unverified.signer(candidates), Runnable::run);
    return queue.offer(address, work)
        ? found
        : completedStage(
            new Found.Unavailable("too many access tokens wait to be verified; retry", RETRY));
  }
}
