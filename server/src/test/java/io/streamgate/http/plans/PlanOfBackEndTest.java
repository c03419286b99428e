package io.streamgate.http.plans;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A back end says which plan decides a start, and what its rules look at. */
final class PlanOfBackEndTest {

  private final ServerWithPlans server = ServerWithPlans.of(Catalogs.family());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void thePlanOfTheHeaderDecides() {
    var basic = server.backEndFor("account-1").with("x-streamgate-plan", "basic");
    basic.started("{}");

    var refused = basic.start("{}");

    assertThat(refused.text("/type")).isEqualTo("/problems/stream-limit-reached");
    assertThat(refused.text("/plan")).isEqualTo("basic");
    assertThat(refused.number("/limit")).isEqualTo(1);
  }

  @Test
  void factsOfTheHeaderDecide() {
    var match =
        server.backEndFor("account-1").with("x-streamgate-facts", "%7B%22genre%22:%22sport%22%7D");
    match.started("{\"content_type\":\"live\"}");

    var refused = match.start("{\"content_type\":\"live\"}");

    assertThat(refused.text("/rule")).isEqualTo("one-live-match");
    assertThat(refused.text("/detail"))
        .isEqualTo(
            "1 stream of this kind is running and the rule one-live-match of plan family allows 1;"
                + " end it, take it over, or wait");
    assertThat(match.start("{\"content_type\":\"vod\"}").status()).isEqualTo(201);
  }

  /** The player goes on with the stream token, which says nothing of plans. */
  @Test
  void heartbeatsAndEndsByStreamTokenNeedNoPlan() {
    var backEnd = server.backEndFor("account-1").with("x-streamgate-plan", "basic");
    var started = backEnd.start("{}");
    var player = server.nobody().with("stream-token", started.text("/stream_token"));
    var id = started.text("/stream_id");

    assertThat(player.heartbeat(id).status()).isEqualTo(200);
    assertThat(player.delete("/api/v1/streams/" + id).status()).isEqualTo(204);
    assertThat(backEnd.start("{}").status()).isEqualTo(201);
  }
}
