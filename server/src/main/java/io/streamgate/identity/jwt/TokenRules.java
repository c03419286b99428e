package io.streamgate.identity.jwt;

import io.streamgate.identity.CredentialObserver.CredentialKind;
import java.util.Locale;
import java.util.Set;

/**
 * What an access token must be.
 *
 * @param bearer whose tokens they are
 * @param header the name of its header, in lower case
 * @param issuer {@code iss}, compared as text
 * @param audiences one of them must be the token's
 * @param audienceIn where a token names its audience
 * @param algorithms the accepted signature algorithms, by the names of RFC 7518
 */
public record TokenRules(
    Bearer bearer,
    String header,
    String issuer,
    Set<String> audiences,
    AudienceIn audienceIn,
    Set<String> algorithms) {

  public TokenRules {
    audiences = Set.copyOf(audiences);
    algorithms = Set.copyOf(algorithms);
  }

  /** The setting of these tokens with that name. */
  String setting(String name) {
    return bearer.settings + name;
  }

  /** Whose tokens they are. */
  public enum Bearer {
    VIEWER("STREAMGATE_JWT_", CredentialKind.ACCESS_TOKEN),
    OPERATOR("STREAMGATE_OPERATOR_JWT_", CredentialKind.OPERATOR_TOKEN);

    private final String settings;
    private final CredentialKind kind;

    Bearer(String settings, CredentialKind kind) {
      this.settings = settings;
      this.kind = kind;
    }

    CredentialKind kind() {
      return kind;
    }

    /** What to send, for messages. */
    String token() {
      return "the %s's access token".formatted(name().toLowerCase(Locale.ROOT));
    }
  }

  /** Where a token names its audience. */
  public enum AudienceIn {
    /** In {@code aud}; without one, in {@code client_id} or {@code azp}. */
    CLAIMS,
    /** In the header field {@code signer}, as the tokens of an Application Load Balancer. */
    SIGNER
  }
}
