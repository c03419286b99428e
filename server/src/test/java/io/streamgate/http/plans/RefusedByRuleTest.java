package io.streamgate.http.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.Client;
import io.streamgate.lease.rule.Where;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The answer to a start that a rule refuses. */
final class RefusedByRuleTest {

  private static final String TV = "{\"device_type\":\"tv\",\"video_name\":\"%s\"}";

  private final ServerWithPlans server = ServerWithPlans.of(Catalogs.family());
  private final Client me = server.nobody().asNewViewer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theAnswerNamesPlanRuleAndGroupAndTheStreamsThatFillIt() {
    me.started("{\"device_type\":\"phone\",\"video_name\":\"zero\"}");
    server.pass(Duration.ofSeconds(1));
    me.started(TV.formatted("one"));
    server.pass(Duration.ofSeconds(9));
    me.started(TV.formatted("two"));

    var refused = me.start(TV.formatted("three"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/type")).isEqualTo("/problems/rule-reached");
    assertThat(refused.text("/detail"))
        .isEqualTo(
            "2 streams with device_type \"tv\" are running and the rule two-of-a-kind of plan"
                + " family allows 2; end one of them, take one over, or wait");
    assertThat(refused.text("/plan")).isEqualTo("family");
    assertThat(refused.text("/rule")).isEqualTo("two-of-a-kind");
    assertThat(refused.number("/max")).isEqualTo(2);
    assertThat(refused.has("/of")).isFalse();
    assertThat(refused.text("/group/device_type")).isEqualTo("tv");
    assertThat(refused.number("/limit")).isEqualTo(5);
    assertThat(refused.number("/active")).isEqualTo(3);
    assertThat(refused.texts("/streams", "video_name")).containsExactly("one", "two");
    assertThat(refused.text("/available_at")).isEqualTo("2026-11-23T18:01:31Z");
    assertThat(refused.header("retry-after")).isEqualTo("81");
  }

  @Test
  void aTakeoverOfOneOfThemMakesRoomAndOfAnotherDoesNot() {
    var phone = me.started("{\"device_type\":\"phone\"}");
    var one = me.started(TV.formatted("one"));
    me.started(TV.formatted("two"));
    var with = "{\"device_type\":\"tv\",\"takeover\":\"%s\"}";

    assertThat(me.start(with.formatted(phone)).text("/rule")).isEqualTo("two-of-a-kind");
    assertThat(me.heartbeat(phone).status()).isEqualTo(200);
    assertThat(me.start(with.formatted(one)).status()).isEqualTo(201);
    assertThat(me.heartbeat(one).text("/reason")).isEqualTo("evicted");
    assertThat(me.heartbeat(one).has("/rule")).as("a person took it over").isFalse();
  }

  @Test
  void aRuleOfDistinctValuesNamesItsAttribute() {
    var backEnd = server.backEndFor("account-1");
    for (var home : List.of("a", "b")) {
      backEnd
          .with("x-streamgate-facts", "{\"network\":\"" + home + "\"}")
          .started("{\"device_type\":\"" + home + "\"}");
    }

    var refused = backEnd.with("x-streamgate-facts", "{\"network\":\"c\"}").start("{}");

    assertThat(refused.text("/rule")).isEqualTo("two-homes");
    assertThat(refused.text("/of")).isEqualTo("network");
    assertThat(refused.number("/max")).isEqualTo(2);
    assertThat(refused.has("/group")).isFalse();
    assertThat(refused.texts("/streams", "stream_id")).hasSize(2);
    assertThat(refused.text("/detail"))
        .isEqualTo(
            "The rule two-homes of plan family allows 2 different values of network at the same"
                + " time; end all streams of one value, take them over, or wait");
  }

  @Test
  void underARuleOfZeroWaitingCannotHelpAndIsNotOffered() {
    var rule = Catalogs.rule("no-sport", 0, null, List.of(), Catalogs.where("genre", "sport"));
    server.reload(Catalogs.of(Catalogs.tested(5, rule)));
    me.started("{}");
    var sport = "{\"takeover\":\"oldest\",\"attributes\":{\"genre\":\"sport\"}}";

    var refused = me.start(sport);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/type")).isEqualTo("/problems/rule-reached");
    assertThat(refused.text("/detail"))
        .isEqualTo("The rule no-sport of plan tested allows no streams of this kind");
    assertThat(refused.number("/max")).isEqualTo(0);
    assertThat(refused.number("/limit")).isEqualTo(5);
    assertThat(refused.number("/active")).isEqualTo(1);
    assertThat(refused.texts("/streams", "stream_id")).isEmpty();
    assertThat(refused.has("/available_at")).isFalse();
    assertThat(refused.header("retry-after")).isEmpty();
  }

  @Test
  void aStreamThatARuleEndedIsToldWhichOne() {
    server.reload(
        Catalogs.of(Catalogs.tested(5, Catalogs.evicting("newest-tv", 1, "device_type"))));
    var first = me.started(TV.formatted("one"));
    me.started(TV.formatted("two"));

    var gone = me.heartbeat(first);

    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.text("/reason")).isEqualTo("evicted");
    assertThat(gone.text("/rule")).isEqualTo("newest-tv");
    assertThat(gone.text("/by/video_name")).isEqualTo("two");
    assertThat(me.show(first).text("/rule")).isEqualTo("newest-tv");
    assertThat(me.list("?status=ended").texts("/streams", "rule")).containsExactly("newest-tv");
    assertThat(server.metrics())
        .contains("streamgate_rule_evictions_total{plan=\"tested\",rule=\"newest-tv\"} 1.0");
  }

  @Test
  void theTwentyFirstUncountedStreamIsRefused() {
    var backEnd = server.backEndFor("account-1").with("x-streamgate-facts", "{\"free\":\"yes\"}");
    for (var n = 0; n < 20; n++) {
      backEnd.started("{}");
    }
    server.backEndFor("account-1").started("{}");

    var refused = backEnd.start("{}");

    assertThat(refused.text("/type")).isEqualTo("/problems/rule-reached");
    assertThat(refused.text("/rule")).isEqualTo("uncounted");
    assertThat(refused.number("/max")).isEqualTo(20);
    assertThat(refused.number("/active")).isEqualTo(1);
    assertThat(refused.texts("/streams", "uncounted")).hasSize(20).containsOnly("true");
    assertThat(refused.text("/detail"))
        .isEqualTo(
            "20 streams that are not counted are running and 20 are allowed;"
                + " end one of them, take one over, or wait");
  }

  @Test
  void oddValuesAreEchoedSafely() {
    var rule = Catalogs.rule("per-title", 1, null, List.of("title"), Where.ALL);
    server.reload(Catalogs.of(Catalogs.tested(5, rule)));
    var start = "{\"attributes\":{\"title\":\"a\\\"}\\n\\u202eb\\\\\"}}";
    me.started(start);

    var refused = me.start(start);

    assertThat(refused.text("/group/title")).isEqualTo("a\"}\n\u202eb\\");
    assertThat(refused.text("/detail")).startsWith("1 stream with title \"a'}??b\\\" is running");
  }

  @Test
  void refusalsAreCountedByPlanAndRule() {
    me.started(TV.formatted("one"));
    me.started(TV.formatted("two"));
    me.start(TV.formatted("three"));

    assertThat(server.metrics())
        .contains(
            "streamgate_plan_starts_total{outcome=\"admitted\",plan=\"family\"} 2.0",
            "streamgate_plan_starts_total{outcome=\"rule_reached\",plan=\"family\"} 1.0",
            "streamgate_rule_refusals_total{plan=\"family\",rule=\"two-of-a-kind\"} 1.0",
            "streamgate_starts_total{outcome=\"rule_reached\"} 1.0");
  }
}
