package io.streamgate.http.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.RunningStreamgate;
import io.streamgate.TestWorld;
import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.identity.KeyServer;
import io.streamgate.identity.jwt.Issuer;
import io.streamgate.testing.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plans, tokens and back ends of a whole server, from its settings. */
final class ServedPlansTest extends ApiFixture {

  private static final String PLANS =
      """
      default: standard
      unknown: standard
      attributes:
        household: {from: token}
      plans:
        standard: {limit: 3}
        family:
          limit: 5
          rules:
            - {name: one-of-a-household, max: 1, per: [household]}
            - {name: two-homes, max: 2, of: network}
      """;

  private static final String SHA_256_OF_FIRST_KEY =
      "9e24b55356ef2a121ab5fd1a3ee8a3c9191e837f3853e399a369e9044ff183f7";

  private final KeyServer keys = KeyServer.publishing(Issuer.rsa("first"));
  private final RunningStreamgate server = serve(settings());

  private String[] settings() {
    var all = new ArrayList<>(List.of(keys.settings()));
    all.add("STREAMGATE_PLANS_INLINE=" + PLANS);
    all.add("STREAMGATE_JWT_PLAN_CLAIM=plan");
    all.add("STREAMGATE_JWT_FACT_CLAIMS=household");
    all.add("STREAMGATE_BACKEND_KEYS=playback:" + SHA_256_OF_FIRST_KEY);
    return all.toArray(String[]::new);
  }

  @BeforeEach
  void waitForTheKeys() {
    Until.holds(
        Duration.ofSeconds(20),
        () -> "the keys were not fetched",
        () -> metrics().contains("jwt_key_fetches_total{outcome=\"fetched\"} 1.0"));
  }

  @AfterEach
  void stopTheKeys() {
    keys.close();
  }

  private String metrics() {
    return Client.of(server.managementPort()).get("/metrics").body();
  }

  private Client player(String household, String address) {
    var claims = Issuer.claims(TestWorld.BEGIN);
    claims.putAll(Map.of("sub", "me", "plan", "family", "household", household));
    var token = Issuer.signed(claims, Issuer.rsa("first"));
    return Client.of(server.port())
        .with("authorization", "Bearer " + token)
        .with("x-forwarded-for", address);
  }

  private Client backEnd(String facts) {
    return Client.of(server.port())
        .with("x-streamgate-key", "first-key")
        .with("x-streamgate-viewer", "me")
        .with("x-streamgate-plan", "family")
        .with("x-streamgate-facts", facts);
  }

  @Test
  void aTokenAndABackEndDecideStartsOfTheSameViewer() {
    var first = player("h-1", "192.0.2.1");
    first.started("{\"attributes\":{\"household\":\"h-2\"}}");

    var byToken = first.start("{}");
    var byBackEnd = backEnd("{\"household\":\"h-1\"}").start("{}");
    var another = backEnd("{\"household\":\"h-2\",\"network\":\"192.0.2.2\"}").start("{}");
    var thirdHome = player("h-3", "192.0.2.3").start("{}");

    assertThat(byToken.text("/plan")).isEqualTo("family");
    assertThat(byToken.text("/group/household")).isEqualTo("h-1");
    assertThat(byBackEnd.text("/rule")).isEqualTo("one-of-a-household");
    assertThat(another.status()).isEqualTo(201);
    assertThat(thirdHome.text("/rule")).isEqualTo("two-homes");
    assertThat(metrics())
        .contains("streamgate_rule_refusals_total{plan=\"family\",rule=\"two-homes\"} 1.0");
  }

  @Test
  void noPlayerSaysOfItselfWhatOnlyATokenMay() {
    var me = player("", "192.0.2.1");
    me.started("{\"attributes\":{\"household\":\"a\"}}");

    var refused = me.start("{\"attributes\":{\"household\":\"b\"}}");

    assertThat(refused.text("/rule")).isEqualTo("one-of-a-household");
    assertThat(refused.text("/group/household")).isEmpty();
  }
}
