package io.streamgate.identity.token;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.identity.CredentialObserver;
import io.streamgate.identity.CredentialObserver.CredentialCheck;
import io.streamgate.identity.CredentialObserver.CredentialKind;
import io.streamgate.identity.Identification;
import io.streamgate.identity.Identification.Unauthorized;
import io.streamgate.identity.Identification.Unauthorized.Credential;
import io.streamgate.identity.Identity;
import io.streamgate.identity.Proof;
import io.streamgate.identity.Request;
import io.streamgate.identity.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * Identifies the viewer of a request by the token of the stream that it is about, and of any other
 * request by {@code others}. There, a token of the same viewer only says which player asks, and one
 * that does not verify is reported if there is no viewer.
 */
public final class StreamTokenIdentity implements Identity {

  /** The header of a token. It wins over one in the body. */
  public static final String HEADER = "stream-token";

  private static final Identification NO_KEYS =
      new Identification.Unavailable(
          "The keys of stream tokens cannot be read at present", Duration.ofSeconds(1));

  private final StreamTokens tokens;
  private final Identity others;
  private final CredentialObserver observer;

  /** Identifies by {@code others} what no token identifies. */
  public StreamTokenIdentity(StreamTokens tokens, Identity others, CredentialObserver observer) {
    this.tokens = tokens;
    this.others = others;
    this.observer = observer;
  }

  @Override
  public CompletionStage<Identification> identify(Request request, Instant now) {
    var lines = request.headers().apply(HEADER);
    var text = lines.isEmpty() ? request.bodyToken() : lines.getFirst();
    if (text == null) {
      return others.identify(request, now);
    }
    var check = lines.size() > 1 ? new StreamTokenCheck.NotValid() : tokens.verify(text, now);
    observer.shown(CredentialKind.STREAM_TOKEN, outcome(check));
    if (check instanceof StreamTokenCheck.Valid valid
        && valid.stream().value().equals(request.stream())) {
      var proof = new Proof.OfStream(valid.stream(), valid.expiresAt());
      return completedStage(new Identification.Known(new Viewer(valid.viewer()), proof));
    }
    if (check instanceof StreamTokenCheck.NoKeys && request.stream() != null) {
      // it may be the right one: without it, the player would be told to start anew
      return completedStage(NO_KEYS);
    }
    return others.identify(request, now).thenApply(found -> with(check, found));
  }

  private static CredentialCheck outcome(StreamTokenCheck check) {
    return switch (check) {
      case StreamTokenCheck.Valid _ -> CredentialCheck.VERIFIED;
      case StreamTokenCheck.Expired _ -> CredentialCheck.EXPIRED;
      case StreamTokenCheck.NotValid() -> CredentialCheck.INVALID;
      case StreamTokenCheck.NoKeys() -> CredentialCheck.UNAVAILABLE;
    };
  }

  private static Identification with(StreamTokenCheck check, Identification found) {
    return switch (found) {
      case Identification.Known known -> known(known, check);
      case Identification.Missing _ -> refused(check, found);
      case Unauthorized(var credential, _) when credential == Credential.MISSING ->
          refused(check, found);
      case Unauthorized _, Identification.Invalid _, Identification.Unavailable _ -> found;
    };
  }

  private static Identification known(Identification.Known found, StreamTokenCheck check) {
    return check instanceof StreamTokenCheck.Valid valid
            && found.proof() instanceof Proof.OfViewer
            && valid.viewer().equals(found.viewer().id())
        ? new Identification.Known(found.viewer(), new Proof.OfViewer(valid.stream()))
        : found;
  }

  /** The token is all that the request has shown. */
  private static Identification refused(StreamTokenCheck check, Identification found) {
    return switch (check) {
      case StreamTokenCheck.Valid _ -> found;
      case StreamTokenCheck.Expired(var at) ->
          invalid("The stream token expired at " + at + "; start the stream again");
      case StreamTokenCheck.NotValid() ->
          invalid("The stream token is not valid; send the last one of the stream, once");
      case StreamTokenCheck.NoKeys() -> NO_KEYS;
    };
  }

  private static Identification invalid(String detail) {
    return new Unauthorized(Credential.INVALID, detail);
  }
}
