package io.streamgate.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** {@code PATCH} and the two ways to end a stream. */
final class AmendTest extends ApiFixture {

  @Test
  void aPatchChangesWhatItNamesAndNullRemoves() {
    var me = viewer();
    var id = me.started("{\"video_name\":\"one\",\"src\":\"a\",\"size\":1}");

    var reply = me.patch(id, "{\"video_name\":\"two\",\"src\":null}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("/video_name")).isEqualTo("two");
    assertThat(reply.has("/src")).isFalse();
    assertThat(reply.number("/size")).isEqualTo(1);
    assertThat(me.show(id).text("/video_name")).isEqualTo("two");
  }

  @Test
  void attributesAreMergedNameByName() {
    var me = viewer();
    var id = me.started("{\"attributes\":{\"a\":\"1\",\"b\":\"2\"}}");

    var reply = me.patch(id, "{\"attributes\":{\"b\":null,\"c\":\"3\"}}");

    assertThat(reply.body()).contains("\"attributes\":{\"a\":\"1\",\"c\":\"3\"}");
  }

  @Test
  void aPatchThatWouldLeaveMoreThan16AttributesChangesNothing() {
    var me = viewer();
    var sixteen = new StringBuilder("{\"a0\":\"\"");
    for (var n = 1; n < 16; n++) {
      sixteen.append(",\"a").append(n).append("\":\"\"");
    }
    var id = me.started("{\"attributes\":" + sixteen + "}}");

    var reply = me.patch(id, "{\"video_name\":\"x\",\"attributes\":{\"one-more\":\"\"}}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.texts("/errors", "pointer")).containsExactly("/attributes");
    assertThat(me.show(id).has("/video_name")).isFalse();
  }

  @Test
  void whatMadeTheStreamWhatItIsCannotBePatched() {
    var me = viewer();
    var id = me.started("{}");

    var reply = me.patch(id, "{\"device_id\":\"x\",\"takeover\":\"oldest\",\"video_ended\":false}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.texts("/errors", "pointer"))
        .containsExactly("/device_id", "/takeover", "/video_ended");
  }

  @Test
  void aPatchIsNoSignOfLife() {
    var me = viewer();
    var id = me.started("{}");
    passSeconds(60);

    assertThat(me.patch(id, "{\"video_name\":\"x\"}").text("/expires_at"))
        .isEqualTo("2026-11-23T18:01:30Z");
    passSeconds(60);
    assertThat(me.patch(id, "{\"video_name\":\"y\"}").text("/status")).isEqualTo("lapsed");
  }

  @Test
  void bothJsonAndMergePatchAreTaken() {
    var me = viewer();
    var id = me.started("{}");

    var merge = me.with("content-type", "application/merge-patch+json");
    assertThat(merge.patch(id, "{\"size\":2}").number("/size")).isEqualTo(2);
    var other = me.with("content-type", "application/json-patch+json");
    assertThat(other.patch(id, "{}").status()).isEqualTo(415);
  }

  @Test
  void videoEndedEndsTheStreamWithItsLastWordsAndAgainIs200() {
    var me = viewer("STREAMGATE_LIMIT=1");
    var id = me.started("{}");

    var ended = me.patch(id, "{\"video_ended\":true,\"video_end_time\":1700000000000}");

    assertThat(ended.status()).isEqualTo(200);
    assertThat(ended.text("/status")).isEqualTo("ended");
    assertThat(ended.text("/video_end_time")).isEqualTo("2023-11-14T22:13:20Z");
    assertThat(me.patch(id, "{\"video_ended\":true}").status()).isEqualTo(200);
    assertThat(me.start("{}").status()).isEqualTo(201);
  }

  @Test
  void changesAreRatedForAllStreamsOfAViewerButEndsAndHeartbeatsAreNot() {
    var me = viewer("STREAMGATE_CHANGES_PER_MINUTE=2");
    var one = me.started("{\"video_name\":\"before\"}");
    var two = me.started("{}");
    assertThat(me.patch(one, "{\"size\":1}").status()).isEqualTo(200);
    assertThat(me.patch(two, "{\"size\":1}").status()).isEqualTo(200);
    passSeconds(10);

    var refused = me.patch(one, "{\"video_name\":\"after\"}");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text("/type")).isEqualTo("/problems/too-many-changes");
    assertThat(refused.text("/detail"))
        .isEqualTo("More than 2 changes in one minute; nothing was changed");
    assertThat(refused.header("retry-after")).isEqualTo("60");
    assertThat(me.show(one).text("/video_name")).isEqualTo("before");
    assertThat(Client.of(me.port()).asNewViewer().patch(one, "{}").status()).isEqualTo(404);
    assertThat(me.heartbeat(one).status()).isEqualTo(200);
    assertThat(me.patch(two, "{\"video_ended\":true}").status()).isEqualTo(200);
    assertThat(me.delete("/api/v1/streams/" + two).status()).isEqualTo(204);
    passSeconds(60);
    assertThat(me.patch(one, "{\"size\":2}").status()).isEqualTo(200);
  }

  @Test
  void withoutARateChangesAreNotCounted() {
    var me = viewer("STREAMGATE_CHANGES_PER_MINUTE=0");
    var id = me.started("{}");
    for (var change = 0; change < 700; change++) {
      assertThat(me.patch(id, "{}").status()).isEqualTo(200);
    }
  }

  @Test
  void aPatchOfAnEndedStreamIs410() {
    var me = viewer();
    var id = me.started("{}");
    me.delete("/api/v1/streams/" + id);

    assertThat(me.patch(id, "{\"size\":1}").status()).isEqualTo(410);
  }

  @Test
  void aPatchOfAnUnknownStreamIs404() {
    assertThat(viewer().patch("1k84sr29q47DEQp2RTJRjt7WqOhRQ_F", "{}").status()).isEqualTo(404);
  }

  @Test
  void aDeleteIs204AndAgain204AndFreesTheSlot() {
    var me = viewer("STREAMGATE_LIMIT=1");
    var id = me.started("{}");

    var reply = me.delete("/api/v1/streams/" + id);

    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.body()).isEmpty();
    assertThat(me.delete("/api/v1/streams/" + id).status()).isEqualTo(204);
    assertThat(me.start("{}").status()).isEqualTo(201);
  }

  @Test
  void endingTheUnknownOrTheForeignIs404AndFreesNothing() {
    var me = viewer("STREAMGATE_LIMIT=1");
    var id = me.started("{}");
    var other = Client.of(me.port()).asNewViewer();

    assertThat(other.delete("/api/v1/streams/" + id).status()).isEqualTo(404);
    assertThat(me.delete("/api/v1/streams/nonsense").status()).isEqualTo(404);
    assertThat(me.start("{}").status()).isEqualTo(409);
  }

  @Test
  void twentyEndsOfOneStreamFreeOneSlot() {
    var me = viewer("STREAMGATE_LIMIT=2");
    var id = me.started("{}");
    me.started("{}");
    for (var n = 0; n < 20; n++) {
      me.delete("/api/v1/streams/" + id);
    }

    assertThat(me.start("{}").status()).isEqualTo(201);
    assertThat(me.start("{}").status()).isEqualTo(409);
  }

  @Test
  void sendBeaconMayEndAStreamWithWhateverItSends() {
    var me = viewer();
    var id = me.started("{}");

    var beacon = me.with("content-type", "text/plain;charset=UTF-8");

    assertThat(beacon.post("/api/v1/streams/" + id + "/end", "bye").status()).isEqualTo(204);
    assertThat(me.post("/api/v1/streams/" + id + "/end", "").status()).isEqualTo(204);
  }

  @Test
  void sixteenAttributesMayBeExchangedForSixteenOthers() {
    var me = viewer();
    var old = new StringJoiner(",");
    var exchange = new StringJoiner(",");
    for (var n = 0; n < 16; n++) {
      old.add("\"a" + n + "\":\"\"");
      exchange.add("\"a" + n + "\":null,\"b" + n + "\":\"\"");
    }
    var id = me.started("{\"attributes\":{" + old + "}}");

    var reply = me.patch(id, "{\"attributes\":{" + exchange + "}}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.has("/attributes/b15")).isTrue();
    assertThat(reply.has("/attributes/a0")).isFalse();
  }

  @Test
  void anAmendmentOfAnotherViewersStreamIs404AndChangesNothing() {
    var me = viewer();
    var id = me.started("{\"video_name\":\"mine\"}");

    assertThat(Client.of(me.port()).asNewViewer().patch(id, "{\"video_name\":\"x\"}").status())
        .isEqualTo(404);
    assertThat(me.show(id).text("/video_name")).isEqualTo("mine");
  }

  @Test
  void nullForAllAttributesTakesThemAway() {
    var me = viewer();
    var id = me.started("{\"attributes\":{\"a\":\"1\"}}");

    assertThat(me.patch(id, "{\"attributes\":null}").has("/attributes")).isFalse();
  }

  @Test
  void aLapsedStreamCanBeEnded() {
    var me = viewer();
    var id = me.started("{}");
    passSeconds(100);

    assertThat(me.delete("/api/v1/streams/" + id).status()).isEqualTo(204);
    assertThat(me.show(id).text("/reason")).isEqualTo("ended");
  }
}
