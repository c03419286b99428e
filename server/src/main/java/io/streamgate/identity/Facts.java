package io.streamgate.identity;

/**
 * The bounds of what is known of a viewer besides names and a limit: rules compare a few short
 * facts, and the headers of a request must have room for them.
 */
public final class Facts {

  /** The most facts of a viewer. */
  public static final int MOST = 16;

  /** The most characters of a fact's name. */
  public static final int MOST_OF_NAME = 64;

  /** The most characters of a fact. */
  public static final int MOST_OF_VALUE = 256;

  private Facts() {}

  /** Whether a fact can have this name. */
  public static boolean isName(String name) {
    return !name.isEmpty() && length(name) <= MOST_OF_NAME && isUnicode(name);
  }

  /** Whether a fact can be this text. */
  public static boolean isValue(String text) {
    return length(text) <= MOST_OF_VALUE && isUnicode(text);
  }

  /** JSON can name half a character, but no text in UTF-8 can hold it. */
  private static boolean isUnicode(String text) {
    return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
