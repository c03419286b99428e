package io.streamgate.http.exchange;

/** Who may ask at a route, and what answers them. */
public sealed interface Access {

  /** Everybody may; the endpoint is not told who asks. */
  record Open(Endpoint endpoint) implements Access {}

  /** A viewer may, who is identified before the endpoint is called. */
  record Viewers(ViewerEndpoint endpoint) implements Access {}
}
