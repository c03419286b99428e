package io.streamgate.http.exchange;

/** Who may call a route, and the endpoint that answers. */
public sealed interface Access {

  /** Anyone. The endpoint does not know the caller. */
  record Open(Endpoint endpoint) implements Access {}

  /** Viewers, identified before the endpoint is called, also by the token of a stream. */
  record Viewers(ViewerEndpoint endpoint, NamedStream stream) implements Access {}
}
