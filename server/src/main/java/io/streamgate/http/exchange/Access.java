package io.streamgate.http.exchange;

/** Who may call a route, and the endpoint that answers. */
public sealed interface Access {

  /** Anyone. The endpoint does not know the caller. */
  record Open(Endpoint endpoint) implements Access {}

  /** Viewers, identified before the endpoint is called. */
  record Viewers(ViewerEndpoint endpoint) implements Access {}
}
