package io.streamgate.plans;

/**
 * A mistake in a file of plans.
 *
 * @param line of the file, from 1
 * @param text says what is wrong and what to write instead, on one line
 */
public record Mistake(int line, String text) {

  /** The mistake as compilers print it, for a file of that name. */
  public String in(String file) {
    return file + ":" + line + ": " + text;
  }
}
