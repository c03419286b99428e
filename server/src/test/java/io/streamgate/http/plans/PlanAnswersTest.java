package io.streamgate.http.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.TestWorld;
import io.streamgate.given.GivenPlans;
import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.ViewerOverride.Grant;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which plan and limit the answers name: what holds when the store has answered. */
final class PlanAnswersTest {

  private static final Instant LATER = TestWorld.BEGIN.plus(Duration.ofHours(1));
  private static final String ACCOUNT = "account-1";

  private final ServerWithPlans server = ServerWithPlans.of(Catalogs.family());
  private final Client me = server.backEndFor(ACCOUNT);

  @AfterEach
  void stop() {
    server.close();
  }

  private static void holds(String plan, int limit, Reply reply) {
    assertThat(reply.text("/plan")).as(reply.body()).isEqualTo(plan);
    assertThat(reply.number("/limit")).as(reply.body()).isEqualTo(limit);
  }

  private static ViewerOverride overrideOfPlan(String name) {
    return new ViewerOverride(new Grant.OfPlan(name), LATER, "operator", "asked by phone");
  }

  @Test
  void startListAndRefusalNameThePlan() {
    holds("family", 5, me.start("{}"));
    holds("family", 5, me.list(""));
    holds("basic", 1, me.with("x-streamgate-plan", "basic").start("{}"));
    assertThat(me.start("{\"video_ended\":true}").text("/plan")).isEqualTo("family");
    assertThat(me.list("").texts("/streams", "plan")).containsOnly("");
  }

  @Test
  void withoutPlansNothingIsNamed() {
    server.reload(io.streamgate.policy.Catalog.forEveryone(Catalogs.unnamed(1)));

    for (var reply : new Reply[] {me.start("{}"), me.start("{}"), me.list("")}) {
      assertThat(reply.has("/plan")).as(reply.body()).isFalse();
      assertThat(reply.has("/rule")).isFalse();
      assertThat(reply.number("/limit")).isEqualTo(1);
    }
  }

  @Test
  void aPlanThatTheCatalogLacksIsTheUnknownOne() {
    holds("family", 5, me.with("x-streamgate-plan", "gold").start("{}"));
  }

  @Test
  void anOverrideOfTheLimitIsWhatAnswersName() {
    server.override(ACCOUNT, GivenPlans.overrideOf(1, LATER));

    holds("family", 1, me.start("{}"));
    holds("family", 1, me.list(""));
    holds("family", 1, me.start("{}"));
    assertThat(me.list("").number("/remaining")).isZero();
  }

  @Test
  void anOverrideOfThePlanIsWhatAnswersName() {
    server.override(ACCOUNT, overrideOfPlan("basic"));

    holds("basic", 1, me.start("{}"));
    holds("basic", 1, me.list(""));
    var refused = me.start("{}");
    holds("basic", 1, refused);
    assertThat(refused.text("/type")).isEqualTo("/problems/stream-limit-reached");
  }

  @Test
  void anExpiredOverrideIsAsNone() {
    server.override(ACCOUNT, overrideOfPlan("basic"));
    server.pass(Duration.ofHours(1));

    holds("family", 5, me.start("{}"));
    holds("family", 5, me.list(""));
  }

  @Test
  void aReplayIsAnsweredWithWhatHoldsNow() {
    var keyed = me.with("idempotency-key", "k");
    holds("family", 5, keyed.start("{}"));
    server.override(ACCOUNT, overrideOfPlan("basic"));

    var replayed = keyed.start("{}");

    assertThat(replayed.status()).isEqualTo(200);
    holds("basic", 1, replayed);
    server.override(ACCOUNT, null);
    server.reload(Catalogs.of(Catalogs.tested(7)));
    holds("tested", 7, keyed.start("{}"));
  }

  @Test
  void underAnOverrideOfZeroNothingStarts() {
    me.with("x-streamgate-facts", "{\"free\":\"yes\"}").started("{}");
    var id = me.started("{}");
    server.override(ACCOUNT, GivenPlans.overrideOf(0, LATER));

    var refused = me.start("{}");

    holds("family", 0, refused);
    assertThat(refused.number("/active")).isEqualTo(1);
    assertThat(refused.texts("/streams", "stream_id")).containsExactly(id);
    assertThat(refused.text("/detail")).isEqualTo("This viewer's plan allows no streams");
    assertThat(refused.header("retry-after")).isEmpty();
    assertThat(me.heartbeat(id).status()).isEqualTo(200);
  }

  @Test
  void aStreamThatDoesNotCountSaysSoWhereverItIsShown() {
    var free = me.with("x-streamgate-facts", "{\"free\":\"yes\"}");
    var started = free.with("idempotency-key", "k").start("{}");
    var id = started.text("/stream_id");

    assertThat(started.flag("/uncounted")).isTrue();
    assertThat(started.number("/active")).isZero();
    assertThat(free.with("idempotency-key", "k").start("{}").flag("/uncounted")).isTrue();
    assertThat(me.show(id).flag("/uncounted")).isTrue();
    assertThat(me.list("").texts("/streams", "uncounted")).containsExactly("true");
    me.delete("/api/v1/streams/" + id);
    assertThat(me.show(id).flag("/uncounted")).isTrue();
    assertThat(me.start("{}").has("/uncounted")).isFalse();
  }

  @Test
  void anUncountedStreamIsNotAmongThoseThatFillTheLimit() {
    var basic = me.with("x-streamgate-plan", "basic");
    me.with("x-streamgate-facts", "{\"free\":\"yes\"}").started("{}");
    var counted = basic.started("{}");

    var refused = basic.start("{}");

    assertThat(refused.texts("/streams", "stream_id")).containsExactly(counted);
    assertThat(refused.number("/active")).isEqualTo(1);
  }

  @Test
  void aStartWithoutAStoreNamesThePlanThatTheRequestSays() {
    server.failStore();

    var started = me.with("x-streamgate-plan", "basic").start("{}");

    holds("basic", 1, started);
    assertThat(started.flag("/enforced")).isFalse();
  }
}
