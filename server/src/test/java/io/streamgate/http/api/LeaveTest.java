package io.streamgate.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import org.junit.jupiter.api.Test;

/** {@code POST /api/v1/streams/{id}/leave}. */
final class LeaveTest extends ApiFixture {

  private static final String NEVER = "1k84sr29q47DEQp2RTJRjt7WqOhRQ_F";
  private static final String FIRST_EXPIRY = "2026-11-23T18:01:30Z";

  private static Reply leave(Client player, String id, String told) {
    return player.post(
        "/api/v1/streams/" + id + "/leave", "{\"expires_at\":\"%s\"}".formatted(told));
  }

  @Test
  void aPlayerThatLeavesKeepsItsSlotForFifteenSeconds() {
    var me = viewer("STREAMGATE_LIMIT=1");
    var id = me.started("{}");

    var reply = leave(me, id, FIRST_EXPIRY);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("/expires_at")).isEqualTo("2026-11-23T18:00:15Z");
    assertThat(reply.number("/heartbeat_interval_ms")).isEqualTo(30_000);
    passSeconds(14);
    assertThat(me.start("{}").status()).isEqualTo(409);
    passSeconds(1);
    assertThat(me.start("{}").status()).isEqualTo(201);
  }

  @Test
  void theGraceIsASetting() {
    var me = viewer("STREAMGATE_LEAVE_GRACE=PT20S");
    var id = me.started("{}");

    assertThat(leave(me, id, FIRST_EXPIRY).text("/expires_at")).isEqualTo("2026-11-23T18:00:20Z");
  }

  @Test
  void aHeartbeatOfAPlayerThatComesBackGivesAWholeLease() {
    var me = viewer();
    var id = me.started("{}");
    leave(me, id, FIRST_EXPIRY);
    passSeconds(10);

    var back = me.post("/api/v1/streams/" + id + "/heartbeat", "{\"returned\":true}");

    assertThat(back.status()).isEqualTo(200);
    assertThat(back.text("/expires_at")).isEqualTo("2026-11-23T18:01:40Z");
  }

  /** The beacon of a page arrives after the heartbeat of its return. */
  @Test
  void aLeaveThatNamesAnOlderLeaseCutsNothing() {
    var me = viewer();
    var id = me.started("{}");
    passSeconds(10);
    me.heartbeat(id);

    var late = leave(me, id, FIRST_EXPIRY);

    assertThat(late.status()).isEqualTo(200);
    assertThat(late.text("/expires_at")).isEqualTo("2026-11-23T18:01:40Z");
  }

  /** A page sends a beacon with text, because JSON would need a preflight. */
  @Test
  void aBeaconWithTextIsRead() {
    var me = viewer();
    var id = me.started("{}");

    var beacon = me.with("content-type", "text/plain;charset=UTF-8");

    assertThat(leave(beacon, id, FIRST_EXPIRY).text("/expires_at"))
        .isEqualTo("2026-11-23T18:00:15Z");
    var html = me.with("content-type", "text/html");
    assertThat(leave(html, id, FIRST_EXPIRY).status()).isEqualTo(415);
  }

  @Test
  void withoutTheExpiryThatThePlayerWasToldItIs400() {
    var me = viewer();
    var id = me.started("{}");

    for (var body : new String[] {"", "{}", "null", "{\"expires_at\":null}"}) {
      var reply = me.post("/api/v1/streams/" + id + "/leave", body);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.text("/errors/0/pointer")).isEqualTo("/expires_at");
      assertThat(reply.text("/errors/0/detail")).startsWith("is required");
    }
    assertThat(leave(me, id, "soon").status()).isEqualTo(400);
    assertThat(me.show(id).text("/expires_at")).isEqualTo(FIRST_EXPIRY);
  }

  @Test
  void anUnknownStreamIs404AndAnEndedOne410() {
    var me = viewer();
    var id = me.started("{}");
    me.delete("/api/v1/streams/" + id);

    assertThat(leave(me, NEVER, FIRST_EXPIRY).status()).isEqualTo(404);
    assertThat(leave(me, "none", FIRST_EXPIRY).status()).isEqualTo(404);
    assertThat(leave(me, id, FIRST_EXPIRY).status()).isEqualTo(410);
  }
}
