package io.streamgate.http.exchange;

import io.streamgate.identity.operator.Role;

/** Who may call a route, and the endpoint that answers. */
public sealed interface Access {

  /** Anyone. The endpoint does not know the caller. */
  record Open(Endpoint endpoint) implements Access {}

  /** Operators with this role, or one that includes it. */
  record Operators(Role atLeast, OperatorEndpoint endpoint) implements Access {}

  /** Viewers, identified before the endpoint is called, also by the token of a stream. */
  record Viewers(ViewerEndpoint endpoint, NamedStream stream) implements Access {}
}
