package io.streamgate.identity.backend;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.identity.CredentialObserver;
import io.streamgate.identity.CredentialObserver.CredentialCheck;
import io.streamgate.identity.CredentialObserver.CredentialKind;
import io.streamgate.identity.HashedSecrets;
import io.streamgate.identity.Identification;
import io.streamgate.identity.Identification.Invalid;
import io.streamgate.identity.Identification.Unauthorized;
import io.streamgate.identity.Identification.Unauthorized.Credential;
import io.streamgate.identity.Identity;
import io.streamgate.identity.Proof;
import io.streamgate.identity.Request;
import io.streamgate.identity.backend.BackEndHeader.Headers;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * The viewer is the one for whom a back end speaks. The key of a back end wins over every other
 * identity in the request; a request without any header of back ends is identified by the others.
 *
 * <p>The values of the headers are percent-encoded UTF-8. A header that is there twice, or without
 * a key, is refused: a proxy that lets the headers of players through would let them name anybody
 * otherwise, and nobody would notice.
 */
public final class BackEndIdentity implements Identity {

  /** The beginning of the names of all headers of back ends, in lower case. */
  public static final String HEADER_PREFIX = "x-streamgate-";

  private final HashedSecrets<String> backEnds;
  private final Identity others;
  private final CredentialObserver credentials;

  /**
   * Asks {@code others} for the viewers of requests that show no key.
   *
   * @param backEnds the names of the back ends that may act for viewers, by their keys; a back end
   *     has two keys while one is replaced
   */
  public BackEndIdentity(
      HashedSecrets<String> backEnds, Identity others, CredentialObserver credentials) {
    this.backEnds = backEnds;
    this.others = others;
    this.credentials = credentials;
  }

  @Override
  public CompletionStage<Identification> identify(Request request, Instant now) {
    Headers headers = header -> request.headers().apply(header.title());
    var first = BackEndHeader.first(header -> !headers.lines(header).isEmpty());
    return first.isEmpty()
        ? others.identify(request, now)
        : completedStage(identified(headers, first.get()));
  }

  private Identification identified(Headers headers, BackEndHeader first) {
    var twice = BackEndHeader.first(header -> headers.lines(header).size() > 1);
    if (twice.isPresent()) {
      return new Invalid(
          twice.get().title()
              + " was sent twice; send it once, and let no proxy pass on that of its client");
    }
    if (first != BackEndHeader.KEY) {
      return new Invalid(
          first.title() + " was sent without " + BackEndHeader.KEY.title() + "; send both");
    }
    var name = backEnds.ownerOf(headers.lines(first).getFirst());
    credentials.shown(
        CredentialKind.BACKEND_KEY,
        name.isPresent() ? CredentialCheck.VERIFIED : CredentialCheck.INVALID);
    return name.map(known -> ViewerReader.read(headers, new Proof.OfBackEnd(known)))
        .orElseGet(
            () ->
                new Unauthorized(
                    Credential.INVALID,
                    first.title()
                        + " is the key of no back end; its SHA-256 must be in"
                        + " STREAMGATE_BACKEND_KEYS"));
  }
}
