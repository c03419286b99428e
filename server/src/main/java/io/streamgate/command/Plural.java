package io.streamgate.command;

/** Plural in words. */
final class Plural {

  private Plural() {}

  /** So many of {@code noun}, whose plural adds an {@code s}. */
  static String of(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
