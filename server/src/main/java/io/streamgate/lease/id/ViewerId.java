package io.streamgate.lease.id;

/**
 * Who watches: the account that a limit holds for.
 *
 * <p>Viewers are compared as opaque strings: {@code 7}, {@code 07} and {@code 7.0} are three
 * viewers. Whoever makes one has brought it to its one spelling before.
 *
 * @param value 1 to 128 visible ASCII characters
 */
public record ViewerId(String value) {

  private static final int MAX_LENGTH = 128;

  public ViewerId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "a viewer id is 1 to " + MAX_LENGTH + " visible ASCII characters, not '" + value + "'");
    }
  }

  /** Whether {@code value} can name a viewer. */
  public static boolean isValid(String value) {
    return !value.isEmpty() && value.length() <= MAX_LENGTH && isVisibleAscii(value);
  }

  private static boolean isVisibleAscii(String value) {
    for (var i = 0; i < value.length(); i++) {
      if (value.charAt(i) <= ' ' || value.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return value;
  }
}
