package io.streamgate.text;

/** Makes user input fit for a message. */
public final class PrintableText {

  private static final int MAX_LENGTH = 200;

  private PrintableText() {}

  /** {@code text} on one line, at most 200 characters, control characters replaced. */
  public static String printable(String text) {
    var line = new StringBuilder();
    text.codePoints()
        .limit(MAX_LENGTH)
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .forEach(line::appendCodePoint);
    return text.codePointCount(0, text.length()) > MAX_LENGTH
        ? line.append("...").toString()
        : line.toString();
  }
}
