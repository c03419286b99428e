package io.streamgate.identity.jwt;

import io.streamgate.identity.CredentialObserver.CredentialCheck;

/** Why a token is refused: as counted, and as said. */
record TokenFault(CredentialCheck outcome, String detail) {

  static TokenFault invalid(String detail) {
    return new TokenFault(CredentialCheck.INVALID, detail);
  }

  static TokenFault expired() {
    return new TokenFault(
        CredentialCheck.EXPIRED,
        "the access token has expired; get a new one from the identity provider");
  }
}
