package io.streamgate;

/** What the world refuses at the start. The message is one line for the operator. */
final class CannotStart extends RuntimeException {

  private static final long serialVersionUID = 1;

  CannotStart(String message, Throwable cause) {
    super(message, cause);
  }
}
