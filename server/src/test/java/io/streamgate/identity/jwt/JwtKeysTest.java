package io.streamgate.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import io.streamgate.identity.CredentialObserver.CredentialCheck;
import io.streamgate.identity.Identification;
import io.streamgate.identity.Identification.Known;
import io.streamgate.identity.Identification.Unauthorized;
import io.streamgate.identity.Identification.Unavailable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The cache, and tokens whose key is unknown, is replaced, or cannot be fetched. */
final class JwtKeysTest extends JwtFixture {

  private static String signedBy(String kid) {
    return Issuer.signed(Issuer.claims(NOW), Issuer.rsa(kid));
  }

  @Test
  void aTokenIsVerifiedOnceAndThenFound() {
    var token = token();
    identified(token);
    areVerifiersHeld = true;

    assertThat(identified(token)).isInstanceOf(Known.class);
    assertThat(observed).containsExactly(CredentialCheck.VERIFIED, CredentialCheck.CACHED);
  }

  @Test
  void aRefusedTokenIsNotKept() {
    var token = signedBy("second");
    identified(token);
    published = Issuer.keySet(Issuer.rsa("second"));
    keys.refreshIfDue(NOW.plusSeconds(300));

    assertThat(identified(token, NOW.plusSeconds(300))).isInstanceOf(Known.class);
  }

  @Test
  void aTokenThatWasFoundIsRefusedWhenItsKeyHasLeftTheSet() {
    var token = token();
    identified(token);
    published = Issuer.keySet(Issuer.rsa("second"));
    keys.refreshIfDue(NOW.plusSeconds(300));

    assertThat(identified(token, NOW.plusSeconds(299))).isInstanceOf(Unauthorized.class);
  }

  /** The name is the same, the key is not. */
  @Test
  void aTokenIsRefusedWhenItsKeyWasReplacedUnderTheSameName() {
    var token = token();
    identified(token);
    published = Issuer.keySet(new RSAKey.Builder(Issuer.rsa("second")).keyID("first").build());
    keys.refreshIfDue(NOW.plusSeconds(300));

    assertThat(identified(token, NOW.plusSeconds(299)))
        .hasToString(
            "Unauthorized[credential=INVALID, detail=the signature of the access token does not"
                + " verify]");
  }

  @Test
  void anUnknownKeyIsFetched() {
    identified(token());
    published = Issuer.keySet(Issuer.rsa("first"), Issuer.rsa("second"));

    assertThat(identified(signedBy("second"))).isInstanceOf(Known.class);
    assertThat(fetched).isEqualTo(2);
  }

  @Test
  void aTokenWithAnUnknownKeyWaitsForTheFetch() {
    identified(token());
    areFetchesHeld = true;
    var answer = asked(signedBy("second"), "192.0.2.1", NOW).toCompletableFuture();
    assertThat(answer).isNotDone();

    fetches.remove().complete(Issuer.keySet(Issuer.rsa("second")));

    assertThat(answer).isCompletedWithValueMatching(Known.class::isInstance);
  }

  private static String unnamed(RSAKey key) {
    var header = Issuer.header(JWSAlgorithm.RS256, "").keyID(null).build();
    return Issuer.signed(header, Issuer.claims(NOW), key);
  }

  /** Nothing in it says that its key is a new one. */
  @Test
  void aTokenThatNamesNoKeyIsVerifiedAgainWithTheKeysOfNow() {
    identified(token());
    published = Issuer.keySet(Issuer.rsa("second"));

    assertThat(identified(unnamed(Issuer.rsa("second")))).isInstanceOf(Known.class);
    assertThat(observed).containsExactly(CredentialCheck.VERIFIED, CredentialCheck.VERIFIED);
  }

  @Test
  void aTokenIsVerifiedAgainIfTheKeysHaveNoNames() {
    published = Issuer.keySet(new RSAKey.Builder(Issuer.rsa("first")).keyID(null).build());
    identified(token());
    published = Issuer.keySet(new RSAKey.Builder(Issuer.rsa("second")).keyID(null).build());

    assertThat(identified(signedBy("second"))).isInstanceOf(Known.class);
  }

  @Test
  void aSignatureThatStillDoesNotVerifyIsRefusedOnceAndFetchesTwiceAtMost() {
    identified(token());
    for (var i = 0; i < 100; i++) {
      assertThat(identified(unnamed(Issuer.rsa("third"))))
          .hasToString(
              "Unauthorized[credential=INVALID, detail=the signature of the access token does not"
                  + " verify]");
    }

    assertThat(fetched).isEqualTo(2);
    assertThat(observed).hasSize(101);
  }

  @Test
  void aBadSignatureOfANamedKeyCausesNoFetch() {
    identified(token());
    var header = Issuer.header(JWSAlgorithm.RS256, "first").build();
    identified(Issuer.signed(header, Issuer.claims(NOW), Issuer.rsa("second")));

    assertThat(fetched).isEqualTo(1);
  }

  @Test
  void nobodyWaitsLongerThanASecond() {
    identified(token());
    areFetchesHeld = true;
    var answer = asked(signedBy("second"), "192.0.2.1", NOW).toCompletableFuture();

    patience.remove().run();

    assertThat(answer.getNow(new Identification.Missing("not answered")))
        .isEqualTo(
            new Unavailable(
                "the key (kid) of the access token is unknown, and the identity provider's keys"
                    + " cannot be fetched at present; retry",
                Duration.ofSeconds(30)));
    assertThat(observed).containsExactly(CredentialCheck.VERIFIED, CredentialCheck.UNAVAILABLE);
  }

  /** An attacker must not be able to sign everybody out while keys are replaced. */
  @Test
  void aThousandUnknownKeysCauseTwoFetchesAndThenAreNotRefused() {
    identified(token());
    var unknown = signedBy("second");
    var unavailable = 0;
    for (var i = 0; i < 1000; i++) {
      unavailable += identified(unknown, NOW.plusMillis(i * 29L)) instanceof Unavailable ? 1 : 0;
    }

    assertThat(fetched).isEqualTo(2);
    assertThat(unavailable).isEqualTo(999);
    assertThat(identified(token(), NOW.plusSeconds(29))).isInstanceOf(Known.class);
  }

  @Test
  void withoutKeysEveryTokenIsUnavailableAndToldWhenToRetry() {
    published = "";

    assertThat(identified(token()))
        .isEqualTo(
            new Unavailable(
                "the keys of the identity provider have not been fetched yet; retry",
                Duration.ofSeconds(1)));
    assertThat(identified(token(), NOW.plusSeconds(10)))
        .hasToString(
            "Unavailable[detail=the keys of the identity provider have not been fetched yet;"
                + " retry, retryAfter=PT20S]");
  }

  @Test
  void aBadTokenIsRefusedAlsoWithoutKeys() {
    published = "";

    assertThat(refusal(tokenWith("iss", "another"))).contains("another issuer");
    assertThat(fetched).isZero();
  }

  @Test
  void theLastSetServesDuringAnOutageAndNotForever() {
    identified(token());
    published = "";
    var claims = Issuer.claims(NOW.plus(Duration.ofHours(23)));
    var later = Issuer.signed(claims, Issuer.rsa("first"));

    assertThat(identified(later, NOW.plus(Duration.ofDays(1)))).isInstanceOf(Known.class);
    assertThat(identified(later, NOW.plus(Duration.ofDays(1)).plusMillis(1)))
        .as("also a token that is in the cache")
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void aFullQueueIsUnavailable() {
    identified(token());
    areVerifiersHeld = true;
    for (var i = 0; i < 26; i++) {
      assertThat(identified(tokenWith("jti", i))).hasToString("Invalid[detail=not answered yet]");
    }

    assertThat(identified(tokenWith("jti", 26)))
        .isEqualTo(
            new Unavailable(
                "too many access tokens wait to be verified; retry", Duration.ofSeconds(1)));
    assertThat(asked(tokenWith("jti", 27), "192.0.2.2", NOW).toCompletableFuture())
        .as("another address has a share of its own")
        .isNotDone();
    assertThat(identity.tokens().verificationsWaiting()).isEqualTo(26);
    assertThat(identity.tokens().verificationsRunning()).isEqualTo(1);
  }

  /** Half of the checks with one set and half with the next would refuse it. */
  @Test
  void aSetThatIsPublishedMeanwhileMixesWithNoOther() throws Exception {
    var sets =
        List.of(
            Issuer.keySet(Issuer.rsa("first")),
            Issuer.keySet(Issuer.rsa("first"), Issuer.rsa("second")));
    identified(token());
    var token = signedBy("second");
    var details = new HashSet<String>();
    try (var publisher = Executors.newSingleThreadExecutor()) {
      var published =
          publisher.submit(
              () -> {
                for (var i = 1; i <= 5_000; i++) {
                  this.published = sets.get(i % 2);
                  keys.refreshIfDue(NOW.plusSeconds(300L * i));
                }
              });
      while (!published.isDone()) {
        details.add(identified(token).toString());
      }
    }

    assertThat(details).noneMatch(detail -> detail.contains("not for its algorithm"));
  }
}
