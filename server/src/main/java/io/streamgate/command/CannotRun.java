package io.streamgate.command;

/** The command failed. The message has one line for each reason. */
final class CannotRun extends Exception {

  private static final long serialVersionUID = 1;

  CannotRun(String message) {
    super(message);
  }
}
