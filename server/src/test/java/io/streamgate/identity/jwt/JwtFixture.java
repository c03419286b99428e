package io.streamgate.identity.jwt;

import io.streamgate.identity.CredentialObserver.CredentialCheck;
import io.streamgate.identity.Identification;
import io.streamgate.identity.Identification.Known;
import io.streamgate.identity.Identification.NotKnown;
import io.streamgate.identity.Request;
import io.streamgate.identity.Viewer;
import io.streamgate.identity.jwt.TokenRules.AudienceIn;
import io.streamgate.identity.jwt.keys.CurrentKeys;
import io.streamgate.identity.jwt.keys.KeyFile;
import io.streamgate.identity.jwt.keys.KeySource;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An identity of access tokens whose key set, threads and time are the test's. Everything happens
 * at once, unless {@link #verifiers} or {@link #fetches} are held back. A verification takes half a
 * millisecond.
 */
class JwtFixture {

  static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");
  static final ClaimNames CLAIMS =
      new ClaimNames("sub", "profile", "plan", "limit", List.of("country", "home", "age"));

  final List<CredentialCheck> observed = new ArrayList<>();
  final Queue<Runnable> verifiers = new ArrayDeque<>();
  final Queue<CompletableFuture<String>> fetches = new ArrayDeque<>();
  final Queue<Runnable> patience = new ArrayDeque<>();
  boolean areVerifiersHeld;
  boolean areFetchesHeld;
  int fetched;
  private long nanoTime;
  String published = Issuer.keySet(Issuer.rsa("first"), Issuer.curve("curve"));

  final CurrentKeys keys =
      new CurrentKeys(
          new KeySource.OfUrl(URI.create("https://id.tv.example/keys"), this::get, Runnable::run),
          new CurrentKeys.Times(Duration.ofMinutes(5), Duration.ofDays(1)),
          KeyFile.none(),
          _ -> {},
          NOW);

  final ViewerClaims claims = new ViewerClaims(CLAIMS);
  JwtIdentity identity = identity(rules("authorization", AudienceIn.CLAIMS));

  static TokenRules rules(String header, AudienceIn audienceIn) {
    return new TokenRules(
        TokenRules.Bearer.VIEWER,
        header,
        Issuer.NAME,
        Set.of(Issuer.AUDIENCE, "other"),
        audienceIn,
        Set.of("RS256", "ES256"));
  }

  JwtIdentity identity(TokenRules rules) {
    return new JwtIdentity(verifier(rules, claims));
  }

  <T> TokenVerifier<T> verifier(TokenRules rules, TokenClaims<T> claims) {
    return new TokenVerifier<>(
        rules,
        claims,
        keys,
        new TokenVerifier.Surroundings(
            task -> {
              if (areVerifiersHeld) {
                verifiers.add(task);
              } else {
                task.run();
              }
            },
            1,
            patience::add,
            () -> nanoTime += 500_000,
            request -> String.valueOf(request.peer()),
            (_, outcome) -> observed.add(outcome)));
  }

  private CompletionStage<String> get(URI url) {
    fetched++;
    var text = new CompletableFuture<String>();
    if (areFetchesHeld) {
      fetches.add(text);
    } else if (published.isEmpty()) {
      text.completeExceptionally(new IOException("the server answered 503"));
    } else {
      text.complete(published);
    }
    return text;
  }

  static String token() {
    return Issuer.signed(Issuer.claims(NOW), Issuer.rsa("first"));
  }

  /** A valid token with this claim. */
  static String tokenWith(String claim, Object value) {
    var claims = Issuer.claims(NOW);
    claims.put(claim, value);
    return Issuer.signed(claims, Issuer.rsa("first"));
  }

  static String tokenWithout(String claim) {
    var claims = Issuer.claims(NOW);
    claims.remove(claim);
    return Issuer.signed(claims, Issuer.rsa("first"));
  }

  CompletionStage<Identification> asked(String token, String peer, Instant now) {
    return identity.identify(
        request(Map.of("authorization", List.of("Bearer " + token)), peer), now);
  }

  static Request request(Map<String, List<String>> headers, String peer) {
    return new Request(
        name -> headers.getOrDefault(name, List.of()), peer, "GET", "/api/v1/streams", null, null);
  }

  Identification identified(Map<String, List<String>> headers, Instant now) {
    var stage = identity.identify(request(headers, "192.0.2.1"), now).toCompletableFuture();
    return stage.getNow(new Identification.Invalid("not answered yet"));
  }

  Identification identified(String token, Instant now) {
    return identified(Map.of("authorization", List.of("Bearer " + token)), now);
  }

  Identification identified(String token) {
    return identified(token, NOW);
  }

  /** The viewer of this token, which must be known. */
  Viewer viewer(String token) {
    var identification = identified(token);
    if (identification instanceof Known(var viewer, _)) {
      return viewer;
    }
    throw new AssertionError("not known: " + identification);
  }

  /** Why the viewer of this token is not known. */
  String refusal(String token) {
    var identification = identified(token);
    if (identification instanceof NotKnown notKnown) {
      return notKnown.detail();
    }
    throw new AssertionError("known: " + identification);
  }
}
