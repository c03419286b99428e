package io.streamgate.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.TestStore;
import io.streamgate.http.ApiFixture;
import org.junit.jupiter.api.Test;

/** {@code POST /api/v1/stream}, admitted. */
final class StartTest extends ApiFixture {

  @Test
  void aStartIsAnswered201WithTheStreamAndWhereItIs() {
    var reply = viewer().start("{\"video_name\":\"Metropolis\"}");

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.header("content-type")).isEqualTo("application/json");
    assertThat(reply.header("location")).isEqualTo("/api/v1/streams/" + reply.text("/stream_id"));
    assertThat(reply.text("/video_name")).isEqualTo("Metropolis");
    assertThat(reply.text("/status")).isEqualTo("active");
    assertThat(reply.text("/started_at")).isEqualTo("2026-11-23T18:00:00Z");
    assertThat(reply.text("/expires_at")).isEqualTo("2026-11-23T18:01:30Z");
    assertThat(reply.text("/server_time")).isEqualTo("2026-11-23T18:00:00Z");
    assertThat(reply.number("/heartbeat_interval_ms")).isEqualTo(30_000);
  }

  @Test
  void aStartTellsWhereTheViewerStands() {
    var reply = viewer().start("{}");

    assertThat(reply.number("/limit")).isEqualTo(3);
    assertThat(reply.number("/active")).isEqualTo(1);
    assertThat(reply.number("/remaining")).isEqualTo(2);
    assertThat(reply.flag("/unlimited")).isFalse();
  }

  @Test
  void anEmptyBodyIsFine() {
    assertThat(viewer().start("").status()).isEqualTo(201);
  }

  @Test
  void everyFieldComesBackAsItWasSent() {
    var reply =
        viewer()
            .start(
                """
                {"video_name":"Metropolis","codec_info":"avc1.64","file_type":"mp4","size":12.50,
                 "src":"https://cdn.example/m","framerate":"24000/1001","video_playing":true,
                 "device_id":"tv-1","device_name":"Living room","device_type":"tv",
                 "content_id":"m-1","content_type":"vod","attributes":{"plan":"a","x":""}}
                """);

    assertThat(reply.body())
        .contains(
            "\"video_name\":\"Metropolis\",\"codec_info\":\"avc1.64\",\"file_type\":\"mp4\","
                + "\"size\":12.50,\"src\":\"https://cdn.example/m\",\"framerate\":\"24000/1001\","
                + "\"device_id\":\"tv-1\",\"device_name\":\"Living room\",\"device_type\":\"tv\","
                + "\"content_id\":\"m-1\",\"content_type\":\"vod\","
                + "\"attributes\":{\"plan\":\"a\",\"x\":\"\"},\"video_playing\":true");
  }

  @Test
  void numbersKeepTheirJsonText() {
    var me = viewer("STREAMGATE_LIMIT=unlimited");

    for (var text : new String[] {"12.50", "1e3", "1E+2", "-0", "29.970", "1.0E-7"}) {
      assertThat(me.start("{\"size\":" + text + "}").body()).contains("\"size\":" + text + ",");
      assertThat(me.start("{\"framerate\":" + text + "}").body())
          .contains("\"framerate\":" + text + ",");
    }
  }

  @Test
  void timesComeBackAsRfc3339InUtc() {
    var reply =
        viewer()
            .start(
                "{\"video_start_time\":\"2026-11-23T19:30:00.5+01:30\","
                    + "\"video_end_time\":1700000000000}");

    assertThat(reply.text("/video_start_time")).isEqualTo("2026-11-23T18:00:00.500Z");
    assertThat(reply.text("/video_end_time")).isEqualTo("2023-11-14T22:13:20Z");
  }

  @Test
  void nullInAStartIsAsAbsent() {
    var reply = viewer().start("{\"video_name\":null,\"takeover\":null,\"device_id\":null}");

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.has("/video_name")).isFalse();
  }

  @Test
  void aStartThatSaysItIsPausedIsShownSo() {
    var reply = viewer().start("{\"video_playing\":false}");

    assertThat(reply.flag("/video_playing")).isFalse();
  }

  @Test
  void aViewThatIsOverIsRecordedAndTakesNoSlot() {
    var me = viewer("STREAMGATE_LIMIT=0");

    var reply = me.start("{\"video_ended\":true,\"video_name\":\"Metropolis\"}");

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.text("/status")).isEqualTo("ended");
    assertThat(reply.flag("/video_ended")).isTrue();
    assertThat(reply.number("/active")).isEqualTo(0);
    assertThat(me.list("").texts("/streams", "video_name")).containsExactly("Metropolis");
    assertThat(me.heartbeat(reply.text("/stream_id")).status()).isEqualTo(410);
  }

  @Test
  void anUnlimitedViewerHasNoLimitToBeToldOf() {
    var reply = viewer("STREAMGATE_LIMIT=unlimited").start("{}");

    assertThat(reply.isNull("/limit")).isTrue();
    assertThat(reply.isNull("/remaining")).isTrue();
    assertThat(reply.flag("/unlimited")).isTrue();
  }

  @Test
  void anUnlimitedViewerIsStillBoundToAThousand() {
    TestStore.leaveOutOnTable("a table has a bound of 100, with a test of its own");
    var me = viewer("STREAMGATE_LIMIT=unlimited", "STREAMGATE_STARTS_PER_MINUTE=0");
    for (var n = 0; n < 1_000; n++) {
      me.started("{}");
    }

    var refused = me.start("{}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.number("/limit")).isEqualTo(1_000);
  }
}
