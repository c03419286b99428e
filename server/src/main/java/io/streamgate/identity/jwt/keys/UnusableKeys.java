package io.streamgate.identity.jwt.keys;

/** A text has no key that can verify access tokens. The message says why, without the text. */
public final class UnusableKeys extends Exception {

  private static final long serialVersionUID = 1;

  UnusableKeys(String message) {
    super(message);
  }
}
