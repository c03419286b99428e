package io.streamgate.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import io.streamgate.RunningStreamgate;
import io.streamgate.TestWorld;
import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import io.streamgate.identity.jwt.Issuer;
import io.streamgate.testing.Until;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Access tokens over HTTP, with the keys of a server. */
final class JwtTest extends ApiFixture {

  private final KeyServer keys = KeyServer.publishing(Issuer.rsa("first"), Issuer.curve("curve"));
  private RunningStreamgate server = serve(keys.settings());

  @BeforeEach
  void waitForTheKeys() {
    until(() -> metrics().contains("jwt_key_fetches_total{outcome=\"fetched\"} 1.0"));
  }

  @AfterEach
  void stopTheKeys() {
    keys.close();
  }

  private String metrics() {
    return Client.of(server.managementPort()).get("/metrics").body();
  }

  private Client bearer(String token) {
    return Client.of(server.port()).with("authorization", "Bearer " + token);
  }

  private Client viewer(String name) {
    return bearer(KeyServer.token(name, "first"));
  }

  private void isRefused(Reply reply, String why) {
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.text("/type")).isEqualTo("/problems/token-invalid");
    assertThat(reply.text("/detail")).contains(why).doesNotContain("eyJ");
    assertThat(reply.header("www-authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
  }

  @Test
  void aViewerStartsAndListsWithATokenAndAnotherSeesNothing() {
    var me = viewer("me");
    var id = me.started("{\"video_name\":\"Alien\"}");

    assertThat(me.list("").texts("/streams", "stream_id")).containsExactly(id);
    assertThat(me.heartbeat(id).status()).isEqualTo(200);
    assertThat(viewer("another").list("").texts("/streams", "stream_id")).isEmpty();
    assertThat(viewer("another").show(id).status()).isEqualTo(404);
  }

  @Test
  void aViewerIsTheSameAtEveryAddressAndWithEveryToken() {
    for (var i = 0; i < 3; i++) {
      viewer("me").with("x-forwarded-for", "192.0.2." + i).started("{}");
    }
    var claims = Issuer.claims(TestWorld.BEGIN);
    claims.put("sub", "me");
    var header = Issuer.header(JWSAlgorithm.ES256, "curve").build();
    var other = bearer(Issuer.signed(header, claims, Issuer.curve("curve")));

    assertThat(other.start("{}").status()).isEqualTo(409);
  }

  @Test
  void anAddressAloneIsNobody() {
    var reply = Client.of(server.port()).asNewViewer().start("{}");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.text("/type")).isEqualTo("/problems/token-missing");
    assertThat(reply.header("www-authenticate")).isEqualTo("Bearer");
  }

  @Test
  void anExpiredTokenIsRefusedAsSuchAlsoIfItWasAccepted() {
    var me = viewer("me");
    me.started("{}");
    pass(Duration.ofSeconds(3629));
    assertThat(me.list("").status()).isEqualTo(200);

    pass(Duration.ofSeconds(1));

    isRefused(me.start("{}"), "has expired");
  }

  @Test
  void forgedTokensAreRefused() throws JOSEException {
    var claims = Issuer.claims(TestWorld.BEGIN);
    var body = KeyServer.token("me", "first").split("\\.", -1)[1];
    var none = Base64URL.encode("{\"alg\":\"none\"}") + "." + body + ".";
    isRefused(bearer(none).start("{}"), "not a signed JWT");

    var secret = new MACSigner(Issuer.rsa("first").toRSAPublicKey().getEncoded());
    var hs256 = Issuer.header(JWSAlgorithm.HS256, "first").build();
    isRefused(bearer(Issuer.signed(hs256, claims, secret)).start("{}"), "(alg)");

    var crit = Issuer.header(JWSAlgorithm.RS256, "first").criticalParams(Set.of("b64")).build();
    isRefused(bearer(Issuer.signed(crit, claims, Issuer.rsa("first"))).start("{}"), "(crit)");

    claims.put("aud", "another");
    isRefused(bearer(Issuer.signed(claims, Issuer.rsa("first"))).start("{}"), "(aud)");

    isRefused(bearer(KeyServer.token("me", "first") + "A").start("{}"), "signature");
  }

  @Test
  void twoHeadersAreRefused() {
    var token = KeyServer.token("me", "first");

    isRefused(bearer(token).with("authorization", "Bearer " + token).start("{}"), "more than one");
  }

  @Test
  void aTokenOfNineKilobytesIsRefused() {
    var claims = Issuer.claims(TestWorld.BEGIN);
    claims.put("roles", "r".repeat(6_500));

    isRefused(bearer(Issuer.signed(claims, Issuer.rsa("first"))).start("{}"), "longer than 8192");
  }

  @Test
  void anUnknownKeyIsFetchedTwiceInThirtySecondsAtMost() {
    var unknown = bearer(KeyServer.token("me", "unknown"));
    isRefused(unknown.start("{}"), "(kid)");
    for (var i = 0; i < 1000; i++) {
      var reply = unknown.list("");
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.text("/type")).isEqualTo("/problems/identity-unavailable");
      assertThat(reply.header("retry-after")).isEqualTo("30");
    }

    assertThat(keys.requests()).isEqualTo(2);
    assertThat(viewer("me").start("{}").status()).as("known keys go on").isEqualTo(201);
  }

  @Test
  void aNewKeyIsAcceptedAtOnceAndAnOldOneUntilItIsGone() {
    var old = viewer("me");
    old.started("{}");
    keys.publish(Issuer.rsa("first"), Issuer.rsa("second"));

    assertThat(bearer(KeyServer.token("me", "second")).start("{}").status()).isEqualTo(201);
    assertThat(old.start("{}").status()).isEqualTo(201);

    keys.publish(Issuer.rsa("second"));
    pass(Duration.ofMinutes(5));
    until(() -> keys.requests() == 3 && old.list("").status() == 401);
    assertThat(bearer(KeyServer.token("me", "second")).list("").status()).isEqualTo(200);
  }

  @Test
  void startsGoOnWhileTheKeysCannotBeFetched() {
    keys.answerWith(500, "", Map.of());
    pass(Duration.ofMinutes(10));
    until(() -> metrics().contains("jwt_key_fetches_total{outcome=\"failed\"} 1.0"));

    assertThat(viewer("me").start("{}").status()).isEqualTo(201);
    assertThat(metrics()).contains("\nstreamgate_jwt_keys_age_seconds 600.0\n");
  }

  @Test
  void credentialsAreCountedByOutcome() {
    var me = viewer("me");
    me.list("");
    me.list("");
    bearer("x").list("");

    assertThat(metrics())
        .contains("{kind=\"access_token\",outcome=\"verified\"} 1.0")
        .contains("{kind=\"access_token\",outcome=\"cached\"} 1.0")
        .contains("{kind=\"access_token\",outcome=\"invalid\"} 1.0")
        .contains("\nstreamgate_jwt_verifications_running 0.0\n")
        .contains("\nstreamgate_jwt_verifications_waiting 0.0\n")
        .contains("\nstreamgate_jwt_limits_unusable_total 0.0\n");
  }

  private static void until(BooleanSupplier check) {
    Until.holds(Duration.ofSeconds(20), () -> "the keys were not fetched", check);
  }
}
