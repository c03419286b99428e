package io.streamgate.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import org.junit.jupiter.api.Test;

/** {@code POST /api/v1/streams/{id}/heartbeat}. */
final class HeartbeatTest extends ApiFixture {

  private static final String NEVER = "1k84sr29q47DEQp2RTJRjt7WqOhRQ_F";

  @Test
  void aHeartbeatIsAnswered200WithTheNewExpiry() {
    var me = viewer();
    var id = me.started("{}");
    passSeconds(30);

    var reply = me.heartbeat(id);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("/expires_at")).isEqualTo("2026-11-23T18:02:00Z");
    assertThat(reply.number("/heartbeat_interval_ms")).isEqualTo(30_000);
    assertThat(reply.text("/server_time")).isEqualTo("2026-11-23T18:00:30Z");
  }

  @Test
  void aHeartbeatTellsOfThePlayback() {
    var me = viewer();
    var id = me.started("{}");

    me.post(
        "/api/v1/streams/" + id + "/heartbeat", "{\"video_playing\":false,\"position_ms\":4200}");

    assertThat(me.show(id).flag("/video_playing")).isFalse();
    assertThat(me.show(id).number("/position_ms")).isEqualTo(4200);
  }

  @Test
  void aHeartbeatAfterTheLeaseKeepsTheSlotIfNobodyTookIt() {
    var me = viewer("STREAMGATE_LIMIT=1");
    var id = me.started("{}");
    passSeconds(90);
    assertThat(me.show(id).text("/status")).isEqualTo("lapsed");

    assertThat(me.heartbeat(id).status()).isEqualTo(200);
    assertThat(me.start("{}").status()).isEqualTo(409);
  }

  @Test
  void aHeartbeatAfterSomebodyTookTheSlotIs410AndSaysWho() {
    var me = viewer("STREAMGATE_LIMIT=1");
    var id = me.started("{}");
    passSeconds(90);
    me.started("{\"device_name\":\"phone\"}");

    var gone = me.heartbeat(id);

    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.text("/reason")).isEqualTo("lapsed");
    assertThat(gone.text("/by/device_name")).isEqualTo("phone");
  }

  @Test
  void aHeartbeatTenMinutesAfterTheLapseIs410() {
    var me = viewer();
    var id = me.started("{}");
    passSeconds(90 + 600);

    var gone = me.heartbeat(id);

    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.text("/reason")).isEqualTo("lapsed");
    assertThat(gone.text("/ended_at")).isEqualTo("2026-11-23T18:01:30Z");
    assertThat(gone.has("/by")).isFalse();
  }

  @Test
  void theKeepAliveOfARunningStreamIsNotRefusedAtTheLimit() {
    var me = viewer("STREAMGATE_LIMIT=1");
    var id = me.started("{}");
    me.start("{}");

    assertThat(me.heartbeat(id).status()).isEqualTo(200);
  }

  @Test
  void anothersStreamGetsTheSame404AsOneThatNeverWas() {
    var me = viewer();
    var foreign = Client.of(me.port()).asNewViewer().started("{}");

    var ofForeign = me.heartbeat(foreign);
    var ofNever = me.heartbeat(NEVER);

    assertThat(ofForeign.status()).isEqualTo(404);
    assertThat(ofForeign.text("/type")).isEqualTo("/problems/stream-not-found");
    assertThat(ofForeign.body().replace(ofForeign.text("/request_id"), ""))
        .isEqualTo(ofNever.body().replace(ofNever.text("/request_id"), ""));
  }

  @Test
  void aHeartbeatWithAWrongPlaybackOrPositionIs400() {
    var me = viewer();
    var id = me.started("{}");

    for (var position :
        new String[] {
          "-1", "-0.6", "999999999999999.5", "1000000000000000", "9".repeat(40), "1e300", "\"1\""
        }) {
      var reply =
          me.post(
              "/api/v1/streams/" + id + "/heartbeat",
              "{\"position_ms\":" + position + ",\"video_playing\":\"no\"}");

      assertThat(reply.status()).as(position).isEqualTo(400);
      assertThat(reply.texts("/errors", "pointer"))
          .as(position)
          .containsExactly("/position_ms", "/video_playing");
    }
  }

  /** A player of a later version must not lose its stream. */
  @Test
  void aFieldThatAHeartbeatDoesNotHaveIsIgnored() {
    var me = viewer();
    var id = me.started("{\"video_name\":\"Alien\"}");

    var reply =
        me.post(
            "/api/v1/streams/" + id + "/heartbeat",
            """
            {"video_name":"Brazil","buffer":{"ms":[1,{"a":null}]},"buffer":1e400,"x\\u0000":"",
             "position_ms":7}
            """);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(me.show(id).number("/position_ms")).isEqualTo(7);
    assertThat(me.show(id).text("/video_name")).isEqualTo("Alien");
  }

  /** {@code video.currentTime * 1000} has a fraction. */
  @Test
  void aPositionWithAFractionIsRounded() {
    var me = viewer();
    var id = me.started("{}");

    assertThat(positionAfter(me, id, "12.5")).isEqualTo("13");
    assertThat(positionAfter(me, id, "12.4999")).isEqualTo("12");
    assertThat(positionAfter(me, id, "1.5e3")).isEqualTo("1500");
    assertThat(positionAfter(me, id, "-0.4")).isEqualTo("0");
    assertThat(positionAfter(me, id, "999999999999998.5")).isEqualTo("999999999999999");
  }

  private static String positionAfter(Client me, String id, String position) {
    var reply =
        me.post("/api/v1/streams/" + id + "/heartbeat", "{\"position_ms\":" + position + "}");
    assertThat(reply.status()).as(position).isEqualTo(200);
    return me.show(id).text("/position_ms");
  }
}
