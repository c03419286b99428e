package io.streamgate.identity;

/** Observes the credentials that requests show. Called on any thread; must not block. */
@FunctionalInterface
public interface CredentialObserver {

  /** The kinds of credentials. */
  enum CredentialKind {
    ACCESS_TOKEN,
    STREAM_TOKEN,
    BACKEND_KEY,
    OPERATOR_TOKEN
  }

  /** What became of a credential. */
  enum CredentialCheck {
    /** It was checked and is valid. */
    VERIFIED,
    /** It was checked before and is still valid. */
    CACHED,
    /** It was valid and has expired. */
    EXPIRED,
    /** It is not valid. */
    INVALID,
    /** It cannot be checked at present. */
    UNAVAILABLE
  }

  /** Called for each credential, once. */
  void shown(CredentialKind kind, CredentialCheck outcome);
}
