package io.streamgate.lease.id;

/**
 * The id of a viewer: the account that has a limit. An opaque string: {@code 7}, {@code 07} and
 * {@code 7.0} are three viewers, so identities must normalise ids first.
 *
 * @param value 1 to 128 visible ASCII characters
 */
public record ViewerId(String value) {

  private static final int MAX_LENGTH = 128;

  public ViewerId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "a viewer id must be 1 to "
              + MAX_LENGTH
              + " visible ASCII characters, not '"
              + value
              + "'");
    }
  }

  /** Whether {@code value} is a valid viewer id. */
  public static boolean isValid(String value) {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      return false;
    }
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
