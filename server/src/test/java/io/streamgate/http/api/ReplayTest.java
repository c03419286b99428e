package io.streamgate.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repeated starts with the same {@code Idempotency-Key}. */
final class ReplayTest extends ApiFixture {

  private static final String FILM =
      """
      {"content_id":"c-1","video_name":"v","src":"s","content_type":"vod"}""";

  private static Client keyed(Client client, String key) {
    return client.with("idempotency-key", key);
  }

  @Test
  void theSameKeyIsAnswered200WithTheSameStreamAndALeaseFromNow() {
    var me = keyed(viewer(), "k-1");
    var first = me.start("{\"video_name\":\"one\"}");
    passSeconds(20);

    var again = me.start("{\"video_name\":\"one\",\"framerate\":25}");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header("idempotent-replayed")).isEqualTo("true");
    assertThat(again.text("/stream_id")).isEqualTo(first.text("/stream_id"));
    assertThat(again.text("/video_name")).isEqualTo("one");
    assertThat(again.text("/expires_at")).isEqualTo("2026-11-23T18:01:50Z");
    assertThat(again.number("/active")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"content_id\":\"c-2\",\"video_name\":\"v\",\"src\":\"s\",\"content_type\":\"vod\"}",
        "{\"content_id\":\"c-1\",\"video_name\":\"w\",\"src\":\"s\",\"content_type\":\"vod\"}",
        "{\"content_id\":\"c-1\",\"video_name\":\"v\",\"src\":\"t\",\"content_type\":\"vod\"}",
        "{\"content_id\":\"c-1\",\"video_name\":\"v\",\"src\":\"s\",\"content_type\":\"live\"}",
        "{\"content_id\":\"c-1\",\"video_name\":\"v\",\"src\":\"s\"}",
        "{}"
      })
  void theSameKeyForOtherContentIs422AndChangesNothing(String other) {
    var me = keyed(viewer(), "k");
    var id = me.started(FILM);
    passSeconds(20);

    var reply = me.start(other);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.text("/type")).isEqualTo("/problems/idempotency-key-reused");
    assertThat(reply.header("retry-after")).isEmpty();
    assertThat(me.show(id).text("/expires_at")).isEqualTo("2026-11-23T18:01:30Z");
    assertThat(me.list("").number("/active")).isEqualTo(1);
  }

  @Test
  void everyOtherDifferenceIsAReplay() {
    var me = keyed(viewer(), "k");
    var id = me.started(FILM);

    for (var more :
        List.of(
            "\"takeover\":\"oldest\"",
            "\"video_start_time\":\"2026-11-23T18:00:00Z\",\"video_end_time\":1",
            "\"size\":1,\"framerate\":25,\"codec_info\":\"c\",\"file_type\":\"f\"",
            "\"device_name\":\"TV\",\"device_type\":\"tv\"",
            "\"video_playing\":false,\"video_ended\":true",
            "\"attributes\":{\"a\":\"b\"}")) {
      var again = me.start(FILM.replace("}", "," + more + "}"));

      assertThat(again.status()).as(more).isEqualTo(200);
      assertThat(again.text("/stream_id")).as(more).isEqualTo(id);
    }
  }

  @Test
  void aPatchOfTheNameIsNoOtherContent() {
    var me = keyed(viewer(), "k");
    var id = me.started(FILM);
    me.patch(id, "{\"video_name\":\"renamed\"}");

    assertThat(me.start(FILM).status()).isEqualTo(200);
    assertThat(me.start(FILM.replace("\"v\"", "\"renamed\"")).status()).isEqualTo(422);
  }

  @Test
  void theKeyOfAnEndedStreamIsNotForOtherContentUntilItIsForgotten() {
    var me = keyed(viewer(), "k");
    me.delete("/api/v1/streams/" + me.started(FILM));
    passSeconds(119);

    assertThat(me.start("{}").status()).isEqualTo(422);
    assertThat(me.start(FILM).status()).isEqualTo(410);
    passSeconds(1);
    assertThat(me.start("{}").status()).isEqualTo(201);
  }

  @Test
  void aRetriedStartTakesNoSecondSlotEvenWhenTheViewerIsAtTheLimit() {
    var me = viewer("STREAMGATE_LIMIT=1");
    keyed(me, "k").started("{}");

    assertThat(keyed(me, "k").start("{}").status()).isEqualTo(200);
    assertThat(keyed(me, "other").start("{}").status()).isEqualTo(409);
  }

  @Test
  void theReplayOfAnEndedStreamIs410LikeItsHeartbeat() {
    var me = keyed(viewer(), "k");
    var id = me.started("{}");
    me.delete("/api/v1/streams/" + id);

    var again = me.start("{}");

    assertThat(again.status()).isEqualTo(410);
    assertThat(again.text("/type")).isEqualTo("/problems/stream-ended");
    assertThat(again.text("/reason")).isEqualTo("ended");
  }

  @Test
  void aKeyIsForgottenTwoMinutesAfterTheEndAndThenStartsANewStream() {
    var me = keyed(viewer(), "k");
    var id = me.started("{}");
    me.delete("/api/v1/streams/" + id);

    passSeconds(119);
    assertThat(me.start("{}").status()).isEqualTo(410);
    passSeconds(1);
    var fresh = me.start("{}");

    assertThat(fresh.status()).isEqualTo(201);
    assertThat(fresh.text("/stream_id")).isNotEqualTo(id);
  }

  @Test
  void theSameKeyOfAnotherDeviceIsAnotherStream() {
    var me = keyed(viewer(), "k");

    me.started("{\"device_id\":\"tv\"}");

    assertThat(me.start("{\"device_id\":\"phone\"}").status()).isEqualTo(201);
  }

  @Test
  void theSameKeyOfAnotherViewerIsAnotherStream() {
    var me = viewer();
    keyed(me, "k").started("{}");

    var other = keyed(Client.of(me.port()).asNewViewer(), "k");

    assertThat(other.start("{}").status()).isEqualTo(201);
  }

  @Test
  void theReplayOfARecordedViewIs200() {
    var me = keyed(viewer(), "k");
    var id = me.started("{\"video_ended\":true}");

    var again = me.start("{\"video_ended\":true}");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("/stream_id")).isEqualTo(id);
    assertThat(again.text("/status")).isEqualTo("ended");
  }

  @Test
  void aReplayRevivesALapsedStream() {
    var me = keyed(viewer(), "k");
    me.started("{}");
    passSeconds(100);

    assertThat(me.start("{}").text("/status")).isEqualTo("active");
  }

  @Test
  void aKeyIs1To128VisibleAsciiCharacters() {
    var me = viewer();

    assertThat(keyed(me, "k".repeat(128)).start("{}").status()).isEqualTo(201);
    for (var bad : new String[] {"k".repeat(129), "a b"}) {
      var reply = keyed(me, bad).start("{\"foo\":1}");
      assertThat(reply.status()).as(bad).isEqualTo(400);
      assertThat(reply.texts("/errors", "header")).contains("Idempotency-Key");
      assertThat(reply.texts("/errors", "pointer")).contains("/foo");
    }
  }

  @Test
  void twoKeysAreNone() {
    assertThat(keyed(keyed(viewer(), "a"), "b").start("{}").status()).isEqualTo(400);
  }
}
