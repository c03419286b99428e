package io.streamgate.identity.jwt;

import java.util.Set;

/**
 * What an access token must be.
 *
 * @param header the name of its header, in lower case
 * @param issuer {@code iss}, compared as text
 * @param audiences one of them must be the token's
 * @param audienceIn where a token names its audience
 * @param algorithms the accepted signature algorithms, by the names of RFC 7518
 */
public record TokenRules(
    String header,
    String issuer,
    Set<String> audiences,
    AudienceIn audienceIn,
    Set<String> algorithms,
    ClaimNames claims) {

  public TokenRules {
    audiences = Set.copyOf(audiences);
    algorithms = Set.copyOf(algorithms);
  }

  /** Where a token names its audience. */
  public enum AudienceIn {
    /** In {@code aud}; without one, in {@code client_id} or {@code azp}. */
    CLAIMS,
    /** In the header field {@code signer}, as the tokens of an Application Load Balancer. */
    SIGNER
  }
}
