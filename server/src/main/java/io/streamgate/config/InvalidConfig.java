package io.streamgate.config;

import java.util.List;

/** The settings are invalid. Lists all mistakes, one per line of the message. */
public final class InvalidConfig extends Exception {

  private final List<String> mistakes;

  InvalidConfig(List<String> mistakes) {
    super(String.join("\n", mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  /** The mistakes, at least one: first those of the file, then values, then unknown names. */
  public List<String> mistakes() {
    return mistakes;
  }
}
