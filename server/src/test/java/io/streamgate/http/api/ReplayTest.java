package io.streamgate.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import org.junit.jupiter.api.Test;

/** Repeated starts with the same {@code Idempotency-Key}. */
final class ReplayTest extends ApiFixture {

  private static Client keyed(Client client, String key) {
    return client.with("idempotency-key", key);
  }

  @Test
  void theSameKeyIsAnswered200WithTheSameStreamAndALeaseFromNow() {
    var me = keyed(viewer(), "k-1");
    var first = me.start("{\"video_name\":\"one\"}");
    passSeconds(20);

    var again = me.start("{\"video_name\":\"something else\"}");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header("idempotent-replayed")).isEqualTo("true");
    assertThat(again.text("/stream_id")).isEqualTo(first.text("/stream_id"));
    assertThat(again.text("/video_name")).isEqualTo("one");
    assertThat(again.text("/expires_at")).isEqualTo("2026-11-23T18:01:50Z");
    assertThat(again.number("/active")).isEqualTo(1);
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
