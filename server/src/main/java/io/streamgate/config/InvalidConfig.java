package io.streamgate.config;

import java.util.List;

/** The settings cannot be used. Carries every mistake found, not only the first. */
public final class InvalidConfig extends Exception {

  private final List<String> mistakes;

  InvalidConfig(List<String> mistakes) {
    super(String.join("\n", mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  /**
   * What is wrong and what to write instead, one line for each mistake and at least one: first
   * those of the file, then values, then unknown names. The exception's message is the same lines.
   */
  public List<String> mistakes() {
    return mistakes;
  }
}
