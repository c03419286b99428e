package io.streamgate.identity.jwt;

import io.streamgate.identity.CredentialObserver.CredentialCheck;

/** Why a token is refused: as counted, and as said. */
record Refusal(CredentialCheck outcome, String detail) {

  static Refusal invalid(String detail) {
    return new Refusal(CredentialCheck.INVALID, detail);
  }

  static Refusal expired() {
    return new Refusal(
        CredentialCheck.EXPIRED,
        "the access token has expired; get a new one from the identity provider");
  }
}
