package io.streamgate.command;

/** Counts in words. */
final class Counts {

  private Counts() {}

  /** So many of {@code noun}, whose plural adds an {@code s}. */
  static String of(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
