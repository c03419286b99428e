package io.streamgate.http.plans;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.TestWorld;
import io.streamgate.config.Config;
import io.streamgate.config.InvalidConfig;
import io.streamgate.config.identity.AccessTokens;
import io.streamgate.http.Client;
import io.streamgate.http.identity.KeyServer;
import io.streamgate.identity.Identity;
import io.streamgate.identity.jwt.ClaimNames;
import io.streamgate.identity.jwt.Issuer;
import io.streamgate.identity.jwt.JwtIdentity;
import io.streamgate.identity.jwt.TokenVerifier;
import io.streamgate.identity.jwt.ViewerClaims;
import io.streamgate.identity.jwt.keys.CurrentKeys;
import io.streamgate.identity.jwt.keys.KeyFile;
import io.streamgate.identity.jwt.keys.KeySource;
import io.streamgate.lease.rule.Where;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Access tokens say which plan decides a start, and what its rules look at. */
final class PlanOfTokenTest {

  private static final URI KEYS = URI.create("https://id.tv.example/keys");

  private final ServerWithPlans server =
      ServerWithPlans.of(
          Catalogs.of(
              Catalogs.FAMILY,
              Catalogs.BASIC,
              Catalogs.tested(
                  9,
                  Catalogs.rule("one-of-each", 1, null, List.of("household"), Where.ALL),
                  Catalogs.rule("two-homes", 2, "network", List.of(), Where.ALL))),
          identity());

  @AfterEach
  void stop() {
    server.close();
  }

  private static AccessTokens<ClaimNames> tokens() {
    var settings = new HashMap<String, String>();
    for (var setting : KeyServer.settings(KEYS.toString())) {
      var parts = setting.split("=", 2);
      settings.put(parts[0], parts[1]);
    }
    settings.put("STREAMGATE_STORE", "memory");
    settings.put("STREAMGATE_JWT_PLAN_CLAIM", "plan");
    settings.put("STREAMGATE_JWT_LIMIT_CLAIM", "limit");
    settings.put("STREAMGATE_JWT_FACT_CLAIMS", "household,free,device_type");
    try {
      var tokens = Config.read(settings, Path.of("no-such.env")).viewers().accessTokens();
      return requireNonNull(tokens);
    } catch (InvalidConfig e) {
      throw new AssertionError(e);
    }
  }

  private static Identity identity() {
    var published = Issuer.keySet(Issuer.rsa("first"));
    var keys =
        new CurrentKeys(
            new KeySource.OfUrl(KEYS, _ -> completedStage(published), Runnable::run),
            new CurrentKeys.Times(Duration.ofMinutes(5), Duration.ofDays(1)),
            KeyFile.none(),
            _ -> {},
            TestWorld.BEGIN);
    keys.refreshIfDue(TestWorld.BEGIN);
    return new JwtIdentity(
        new TokenVerifier<>(
            tokens().rules(),
            new ViewerClaims(tokens().claims()),
            keys,
            new TokenVerifier.Surroundings(
                Runnable::run, 1, Runnable::run, System::nanoTime, _ -> "", (_, _) -> {})));
  }

  /** The viewer {@code me} with these claims. */
  private Client with(Map<String, Object> claims) {
    var all = Issuer.claims(TestWorld.BEGIN);
    all.put("sub", "me");
    all.putAll(claims);
    var token = Issuer.signed(all, Issuer.rsa("first"));
    return server.nobody().with("authorization", "Bearer " + token);
  }

  @Test
  void thePlanOfTheTokenDecides() {
    var basic = with(Map.of("plan", "basic"));
    basic.started("{}");

    var refused = basic.start("{}");

    assertThat(refused.text("/plan")).isEqualTo("basic");
    assertThat(refused.number("/limit")).isEqualTo(1);
    assertThat(with(Map.of()).start("{}").text("/plan")).isEqualTo("family");
  }

  @Test
  void theLimitOfTheTokenReplacesThatOfThePlanButNoRule() {
    var two = with(Map.of("plan", "basic", "limit", 2));
    two.started("{}");
    two.started("{}");
    var refused = two.start("{}");

    assertThat(refused.text("/plan")).isEqualTo("basic");
    assertThat(refused.number("/limit")).isEqualTo(2);

    var household = with(Map.of("plan", "tested", "limit", "unlimited", "household", "h"));
    household.started("{}");
    assertThat(household.start("{}").text("/rule")).isEqualTo("one-of-each");
  }

  @Test
  void aFactOfTheTokenDecidesWhateverThePlayerSays() {
    var first = with(Map.of("plan", "tested", "household", "h-1"));
    var second = with(Map.of("plan", "tested", "household", "h-2"));
    first.started("{\"attributes\":{\"household\":\"h-3\"}}");
    second.started("{}");

    var refused = first.start("{\"attributes\":{\"household\":\"h-4\"}}");

    assertThat(refused.text("/rule")).isEqualTo("one-of-each");
    assertThat(refused.text("/group/household")).isEqualTo("h-1");
  }

  @Test
  void theTokenSaysWhatDoesNotCount() {
    var free = with(Map.of("free", "yes")).start("{\"attributes\":{\"free\":\"no\"}}");
    var own = with(Map.of()).start("{\"attributes\":{\"free\":\"yes\"}}");

    assertThat(free.flag("/uncounted")).isTrue();
    assertThat(own.has("/uncounted")).isFalse();
  }

  /** A claim with a built-in name says nothing: the player knows its own device. */
  @Test
  void aClaimIsNoBuiltInFact() {
    var me = with(Map.of("device_type", "tv"));
    for (var n = 0; n < 2; n++) {
      me.started("{\"device_type\":\"phone\"}");
    }

    assertThat(me.start("{\"device_type\":\"phone\"}").text("/group/device_type"))
        .isEqualTo("phone");
  }

  @Test
  void theNetworkIsTheAddressThatTheProxySays() {
    var me = with(Map.of("plan", "tested"));
    var homes = List.of("192.0.2.1", "2001:db8:1:2::9");
    for (var i = 0; i < homes.size(); i++) {
      with(Map.of("plan", "tested", "household", "h-" + i))
          .with("x-forwarded-for", homes.get(i))
          .started("{}");
    }

    var third = me.with("x-forwarded-for", "192.0.2.3").start("{}");
    var again = me.with("x-forwarded-for", "2001:db8:1:2::a").start("{}");

    assertThat(third.text("/rule")).isEqualTo("two-homes");
    assertThat(again.status()).isEqualTo(201);
    assertThat(with(Map.of("plan", "tested", "household", "h-4")).start("{}").text("/rule"))
        .as("no address is a network of its own")
        .isEqualTo("two-homes");
  }
}
