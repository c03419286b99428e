package io.streamgate.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.identity.CredentialObserver.CredentialCheck;
import io.streamgate.identity.Identification;
import io.streamgate.identity.Identification.Known;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When an access token is valid, with 30 seconds for clocks that differ. */
final class TokenTimesTest extends JwtFixture {

  private static final long SECOND = NOW.getEpochSecond();

  private Identification at(String token, Instant now) {
    return identified(token, now);
  }

  @Test
  void aTokenIsValidUntilThirtySecondsAfterItsExpiry() {
    var expires = NOW.plusSeconds(10);
    var token = tokenWith("exp", expires.getEpochSecond());

    assertThat(at(token, expires.plusSeconds(30).minusMillis(1))).isInstanceOf(Known.class);
    assertThat(at(token, expires.plusSeconds(30)))
        .hasToString(
            "Unauthorized[credential=INVALID, detail=the access token has expired; get a new one"
                + " from the identity provider]");
    assertThat(observed).containsExactly(CredentialCheck.VERIFIED, CredentialCheck.EXPIRED);
  }

  @Test
  void aTokenThatNeverExpiresIsRefused() {
    assertThat(refusal(tokenWithout("exp"))).contains("no expiry (exp)");
  }

  @Test
  void anExpiryThatIsNoTimeIsRefused() {
    for (var expiry : List.of("tomorrow", Long.toString(SECOND + 60), -1L, 1e300, List.of())) {
      assertThat(refusal(tokenWith("exp", expiry))).contains("no expiry (exp)");
    }
  }

  @Test
  void aTokenCountsFromThirtySecondsBeforeItIsValid() {
    for (var claim : List.of("nbf", "iat")) {
      assertThat(identified(tokenWith(claim, SECOND + 30))).isInstanceOf(Known.class);
      assertThat(refusal(tokenWith(claim, SECOND + 31))).contains("not valid yet (nbf, iat)");
    }
  }

  @Test
  void aBeginThatIsNoTimeIsSaidToBeSo() {
    for (var claim : List.of("nbf", "iat")) {
      assertThat(refusal(tokenWith(claim, "soon")))
          .isEqualTo(
              "the %s of the access token is no time; it must be a number of seconds since 1970"
                  .formatted(claim));
    }
  }

  @Test
  void timesMayHaveFractions() {
    assertThat(identified(tokenWith("exp", SECOND + 0.5))).isInstanceOf(Known.class);
    assertThat(identified(tokenWith("exp", SECOND - 30.5)))
        .isInstanceOf(Identification.Unauthorized.class);
  }
}
