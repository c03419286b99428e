package io.streamgate.identity.jwt;

import com.nimbusds.jose.JWSHeader;
import io.streamgate.identity.jwt.TokenRules.AudienceIn;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a token that need no key, in their order: the header's first, then whose token it
 * is, then when it is valid (RFC 7519, RFC 8725, RFC 9068).
 */
record TokenChecks(TokenRules rules) {

  /** How far the clocks of the identity provider and of this node may be apart. */
  private static final Duration SKEW = Duration.ofSeconds(30);

  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

  /** The first instant at which a token that passed these checks has expired. */
  static Instant end(AccessToken token) {
    return Objects.requireNonNull(token.time("exp"), "checked before").plus(SKEW);
  }

  /** What is wrong with the token at {@code now}; null if nothing is. */
  @Nullable TokenFault faultIn(AccessToken token, Instant now) {
    var ofHeader = headerFault(token.header());
    if (ofHeader != null) {
      return TokenFault.invalid(ofHeader);
    }
    if (!rules.issuer().equals(token.claim("iss"))) {
      return TokenFault.invalid(
          "the access token is of another issuer (iss) than " + rules.setting("ISSUER"));
    }
    var ofAudience = audienceFault(token);
    return ofAudience == null ? timeFault(token, now) : TokenFault.invalid(ofAudience);
  }

  /** The algorithm is the setting's choice, never the token's alone (RFC 8725, 3.1). */
  private @Nullable String headerFault(JWSHeader header) {
    if (!rules.algorithms().contains(header.getAlgorithm().getName())) {
      return "the algorithm (alg) of the access token is none of " + rules.setting("ALGORITHMS");
    }
    if (header.getCriticalParams() != null) {
      return "the access token needs an extension (crit), and none is supported";
    }
    var type = header.getType();
    return type == null || TYPES.contains(type.getType().toLowerCase(Locale.ROOT))
        ? null
        : "the type (typ) of the token is not JWT or at+jwt; send an access token";
  }

  private @Nullable String audienceFault(AccessToken token) {
    if (rules.audienceIn() == AudienceIn.SIGNER) {
      return isAmongAudiences(token.header().getCustomParam("signer"))
          ? null
          : "the access token was signed by another load balancer (signer) than "
              + rules.setting("AUDIENCE");
    }
    var audience = token.claim("aud");
    if (audience == null) {
      return Stream.of("client_id", "azp").map(token::claim).anyMatch(this::isAmongAudiences)
          ? null
          : "the access token has no audience (aud), and its client (client_id, azp) is none of "
              + rules.setting("AUDIENCE");
    }
    return all(audience).stream().anyMatch(this::isAmongAudiences)
        ? null
        : "the access token is for another audience (aud) than " + rules.setting("AUDIENCE");
  }

  private static Collection<?> all(Object audience) {
    return audience instanceof Collection<?> several ? several : List.of(audience);
  }

  private boolean isAmongAudiences(@Nullable Object name) {
    return name instanceof String text && rules.audiences().contains(text);
  }

  private static @Nullable TokenFault timeFault(AccessToken token, Instant now) {
    if (token.time("exp") == null) {
      return TokenFault.invalid(
          "the access token has no expiry (exp); only tokens that expire are accepted");
    }
    if (!now.isBefore(end(token))) {
      return TokenFault.expired();
    }
    var ofBegin = beginFault(token, "nbf", now);
    return ofBegin == null ? beginFault(token, "iat", now) : ofBegin;
  }

  private static @Nullable TokenFault beginFault(AccessToken token, String claim, Instant now) {
    if (token.claim(claim) == null) {
      return null;
    }
    var time = token.time(claim);
    if (time == null) {
      return TokenFault.invalid(
          "the %s of the access token is no time; it must be a number of seconds since 1970"
              .formatted(claim));
    }
    return now.plus(SKEW).isBefore(time)
        ? TokenFault.invalid(
            "the access token is not valid yet (nbf, iat); compare the clocks of Streamgate and"
                + " the identity provider")
        : null;
  }
}
