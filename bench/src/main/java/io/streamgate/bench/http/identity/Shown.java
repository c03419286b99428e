package io.streamgate.bench.http.identity;

import io.streamgate.bench.http.script.Credential;
import java.util.HashMap;
import java.util.function.UnaryOperator;

/** The credentials to compare; each but the address starts its streams with an access token. */
enum Shown {
  ADDRESS("address"),
  CACHED_TOKEN("access token, verified before"),
  STREAM_TOKEN("stream token"),
  NEW_RS256("new access token, RS256"),
  NEW_ES256("new access token, ES256");

  private final String title;

  Shown(String title) {
    this.title = title;
  }

  /** The name in the table. */
  String title() {
    return title;
  }

  Credential by(AccessTokens tokens) {
    return switch (this) {
      case ADDRESS -> Credential.address();
      case CACHED_TOKEN -> {
        var ofViewers = new HashMap<String, String>();
        yield bearing(viewer -> ofViewers.computeIfAbsent(viewer, tokens::rs256));
      }
      case STREAM_TOKEN -> withStreamToken(tokens);
      case NEW_RS256 -> bearing(tokens::rs256);
      case NEW_ES256 -> bearing(tokens::es256);
    };
  }

  /** Proxies add it, and the share of one address in the queue of new tokens is small. */
  private static String address(String viewer) {
    return Credential.address().ofStart(viewer);
  }

  private static Credential bearing(UnaryOperator<String> token) {
    return new Credential() {
      @Override
      public String ofStart(String viewer) {
        return address(viewer) + "authorization: Bearer " + token.apply(viewer) + "\r\n";
      }

      @Override
      public String ofHeartbeat(String viewer, String streamToken) {
        return ofStart(viewer);
      }
    };
  }

  private static Credential withStreamToken(AccessTokens tokens) {
    return new Credential() {
      @Override
      public String ofStart(String viewer) {
        return address(viewer) + "authorization: Bearer " + tokens.rs256(viewer) + "\r\n";
      }

      @Override
      public boolean needsStreamToken() {
        return true;
      }

      @Override
      public String ofHeartbeat(String viewer, String streamToken) {
        return address(viewer) + "stream-token: " + streamToken + "\r\n";
      }
    };
  }
}
