package io.streamgate.identity.jwt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.identity.operator.Operator;
import io.streamgate.identity.operator.OperatorIdentification;
import io.streamgate.identity.operator.OperatorIdentification.Known;
import io.streamgate.identity.operator.OperatorIdentification.TokenInvalid;
import io.streamgate.identity.operator.OperatorIdentification.TokenMissing;
import io.streamgate.identity.operator.OperatorIdentification.Unavailable;
import io.streamgate.identity.operator.OperatorIdentification.WithoutRole;
import io.streamgate.identity.operator.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Operators whom access tokens name. */
final class JwtOperatorsTest extends JwtFixture {

  private static final TokenRules RULES =
      new TokenRules(
          TokenRules.Bearer.OPERATOR,
          "authorization",
          Issuer.NAME,
          Set.of(Issuer.AUDIENCE),
          TokenRules.AudienceIn.CLAIMS,
          Set.of("RS256"));

  private final JwtOperators operators =
      new JwtOperators(verifier(RULES, new OperatorClaims("sub", "roles")));

  private OperatorIdentification operator(Map<String, List<String>> headers) {
    return operators
        .identify(request(headers, "192.0.2.1"), NOW)
        .toCompletableFuture()
        .getNow(new TokenMissing("not answered yet"));
  }

  private OperatorIdentification bearer(String token) {
    return operator(Map.of("authorization", List.of("Bearer " + token)));
  }

  /** The operator whose token has this claim {@code roles}. */
  private OperatorIdentification with(Object roles) {
    return bearer(tokenWith("roles", roles));
  }

  private static Known anna(Role role) {
    return new Known(new Operator((String) requireNonNull(Issuer.claims(NOW).get("sub")), role));
  }

  @Test
  void theLargestRoleCounts() {
    assertThat(with(List.of("read"))).isEqualTo(anna(Role.READ));
    assertThat(with(List.of("erase", "read"))).isEqualTo(anna(Role.ERASE));
    assertThat(with("operate")).isEqualTo(anna(Role.OPERATE));
    assertThat(with("openid read operate profile")).isEqualTo(anna(Role.OPERATE));
  }

  @Test
  void otherWordsAreNoRoles() {
    assertThat(with(List.of("admin", 7, List.of("erase"), "read"))).isEqualTo(anna(Role.READ));
    for (var other : List.of("admin", "ERASE", "eraser", List.of(), List.of("read erase"), 7)) {
      assertThat(with(other)).as(other.toString()).isInstanceOf(WithoutRole.class);
    }
    assertThat(bearer(token())).isInstanceOf(WithoutRole.class);
  }

  @Test
  void whoeverHasNoRoleIsToldWhichClaimWouldName() {
    assertThat(with("admin"))
        .isEqualTo(
            new WithoutRole(
                "the access token of %s names no role in roles; have the identity provider"
                        .formatted(Issuer.claims(NOW).get("sub"))
                    + " add read, operate or erase, or set STREAMGATE_OPERATOR_JWT_ROLE_CLAIM"));
  }

  /** The audit and the log have the name. */
  @Test
  void aNameIsVisibleAscii() {
    for (var name : List.of("", "a b", "ä", "a\nb", "x".repeat(65), List.of("anna"))) {
      assertThat(bearer(tokenWith("sub", name)))
          .isEqualTo(
              new TokenInvalid(
                  "the access token has no claim sub of 1 to 64 visible ASCII characters; have the"
                      + " identity provider add it, or set STREAMGATE_OPERATOR_JWT_NAME_CLAIM"));
    }
    assertThat(bearer(tokenWith("sub", "x".repeat(64)))).isInstanceOf(WithoutRole.class);
  }

  @Test
  void theTokenIsCheckedAsThatOfAViewer() {
    assertThat(operator(Map.of()))
        .isEqualTo(
            new TokenMissing(
                "authorization is missing; send the operator's access token as in: authorization:"
                    + " Bearer eyJ..."));
    assertThat(bearer(token() + "A")).isInstanceOf(TokenInvalid.class);
    assertThat(bearer(tokenWith("exp", NOW.minus(Duration.ofHours(1)).getEpochSecond())))
        .isEqualTo(
            new TokenInvalid(
                "the access token has expired; get a new one from the identity provider"));
  }

  /** Viewers' tokens may be of the same provider. */
  @Test
  void theMistakeNamesTheSettingsOfOperators() {
    assertThat(bearer(tokenWith("iss", "https://other.example")))
        .isEqualTo(
            new TokenInvalid(
                "the access token is of another issuer (iss) than STREAMGATE_OPERATOR_JWT_ISSUER"));
    assertThat(bearer(tokenWith("aud", "streams-of-viewers")))
        .isEqualTo(
            new TokenInvalid(
                "the access token is for another audience (aud) than"
                    + " STREAMGATE_OPERATOR_JWT_AUDIENCE"));
  }

  @Test
  void withoutKeysNobodyIsKnown() {
    published = "";

    assertThat(with("erase")).isInstanceOf(Unavailable.class);
  }
}
