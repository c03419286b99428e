package io.streamgate;

import io.streamgate.failure.Causes;
import io.streamgate.http.edge.Server.Binding;

/** What the world refuses at the start. The message is one line for the operator. */
final class CannotStart extends RuntimeException {

  private static final long serialVersionUID = 1;

  CannotStart(String message, Throwable cause) {
    super(message, cause);
  }

  /** A port that cannot be had. */
  static CannotStart listening(Binding binding, Throwable failure) {
    return new CannotStart(
        "cannot listen on %s port %d: %s"
            .formatted(binding.host(), binding.port(), Causes.root(failure).getMessage()),
        failure);
  }
}
