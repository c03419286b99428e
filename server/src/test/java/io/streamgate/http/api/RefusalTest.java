package io.streamgate.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import org.junit.jupiter.api.Test;

/** The response to a start beyond the limit, and the viewer's options. */
final class RefusalTest extends ApiFixture {

  private static void fill(Client me) {
    me.started("{\"video_name\":\"one\",\"device_name\":\"tv\"}");
    me.started("{\"video_name\":\"two\",\"device_name\":\"phone\"}");
    me.started("{\"video_name\":\"three\",\"device_name\":\"tablet\"}");
  }

  @Test
  void theFourthStartIsAnswered409WithWhatIsRunningAndWhenThereIsRoom() {
    var me = viewer();
    fill(me);
    passSeconds(10);

    var refused = me.start("{}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
    assertThat(refused.text("/type")).isEqualTo("/problems/stream-limit-reached");
    assertThat(refused.number("/status")).isEqualTo(409);
    assertThat(refused.number("/limit")).isEqualTo(3);
    assertThat(refused.number("/active")).isEqualTo(3);
    assertThat(refused.texts("/streams", "video_name")).containsExactly("one", "two", "three");
    assertThat(refused.texts("/streams", "device_name")).containsExactly("tv", "phone", "tablet");
    assertThat(refused.text("/streams/0/started_at")).isEqualTo("2026-11-23T18:00:00Z");
    assertThat(refused.text("/streams/0/last_seen_at")).isEqualTo("2026-11-23T18:00:00Z");
    assertThat(refused.text("/streams/0/expires_at")).isEqualTo("2026-11-23T18:01:30Z");
    assertThat(refused.text("/available_at")).isEqualTo("2026-11-23T18:01:30Z");
    assertThat(refused.header("retry-after")).isEqualTo("80");
  }

  @Test
  void retryAfterIsAtLeastASecond() {
    var me = viewer();
    fill(me);
    pass(java.time.Duration.ofMillis(89_999));

    assertThat(me.start("{}").header("retry-after")).isEqualTo("1");
  }

  @Test
  void aRefusedStartLeavesNothingBehind() {
    var me = viewer();
    fill(me);

    me.start("{\"video_name\":\"four\"}");

    assertThat(me.list("").texts("/streams", "video_name")).doesNotContain("four").hasSize(3);
  }

  @Test
  void thereIsRoomAtTheInstantALeaseEnds() {
    var me = viewer();
    fill(me);

    passSeconds(89);
    assertThat(me.start("{}").status()).isEqualTo(409);
    passSeconds(1);
    assertThat(me.start("{}").status()).isEqualTo(201);
  }

  @Test
  void atLimitZeroWaitingCannotHelpAndIsNotOffered() {
    var refused = viewer("STREAMGATE_LIMIT=0").start("{\"takeover\":\"oldest\"}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.number("/limit")).isEqualTo(0);
    assertThat(refused.has("/available_at")).isFalse();
    assertThat(refused.header("retry-after")).isEmpty();
  }

  @Test
  void takeoverOfTheOldestEndsTheOneThatStartedFirst() {
    var me = viewer();
    var oldest = me.started("{\"video_name\":\"one\"}");
    passSeconds(1);
    me.started("{}");
    me.started("{}");

    var reply =
        me.start(
            """
            {"takeover":"oldest","video_name":"new","device_id":"phone-7","device_name":"phone"}
            """);

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.number("/active")).isEqualTo(3);
    var gone = me.heartbeat(oldest);
    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.text("/type")).isEqualTo("/problems/stream-ended");
    assertThat(gone.text("/reason")).isEqualTo("evicted");
    assertThat(gone.text("/ended_at")).isEqualTo("2026-11-23T18:00:01Z");
    assertThat(gone.text("/by/device_id")).isEqualTo("phone-7");
    assertThat(gone.text("/by/device_name")).isEqualTo("phone");
    assertThat(gone.text("/by/video_name")).isEqualTo("new");
    assertThat(gone.text("/by/started_at")).isEqualTo("2026-11-23T18:00:01Z");
  }

  @Test
  void takeoverOfAChosenStreamEndsThatOne() {
    var me = viewer();
    me.started("{\"video_name\":\"one\"}");
    var chosen = me.started("{\"video_name\":\"two\"}");
    me.started("{\"video_name\":\"three\"}");

    assertThat(me.start("{\"takeover\":\"" + chosen + "\"}").status()).isEqualTo(201);
    assertThat(me.show(chosen).text("/reason")).isEqualTo("evicted");
    assertThat(me.list("?status=active").texts("/streams", "video_name"))
        .contains("one", "three")
        .doesNotContain("two");
  }

  @Test
  void takeoverOfAnothersStreamEndsNothing() {
    var me = viewer();
    fill(me);
    var foreign = me.asNewViewer().with("x-forwarded-for", "192.0.2.77").started("{}");

    var refused = me.start("{\"takeover\":\"" + foreign + "\"}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.number("/active")).isEqualTo(3);
  }

  /** The viewer moves the film from the phone to the TV. */
  @Test
  void takeoverOfANamedStreamEndsItThoughThereIsRoom() {
    var me = viewer();
    var phone = me.started("{\"device_name\":\"phone\"}");

    var reply = me.start("{\"takeover\":\"" + phone + "\",\"device_name\":\"TV\"}");

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.number("/active")).isEqualTo(1);
    var gone = me.heartbeat(phone);
    assertThat(gone.text("/reason")).isEqualTo("evicted");
    assertThat(gone.text("/by/device_name")).isEqualTo("TV");
  }

  @Test
  void takeoverOfSeveralStreamsEndsThemAll() {
    var me = viewer();
    var one = me.started("{}");
    var two = me.started("{}");
    me.started("{}");

    var reply = me.start("{\"takeover\":[\"%s\",\"%s\",\"%s\"]}".formatted(one, two, one));

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.number("/active")).isEqualTo(2);
    assertThat(me.show(one).text("/reason")).isEqualTo("evicted");
    assertThat(me.show(two).text("/reason")).isEqualTo("evicted");
  }

  @Test
  void takeoverOfAStreamThatHasEndedIsAdmittedIfThereIsRoom() {
    var me = viewer();
    var ended = me.started("{}");
    me.delete("/api/v1/streams/" + ended);

    assertThat(me.start("{\"takeover\":[\"" + ended + "\"]}").status()).isEqualTo(201);
    me.started("{}");
    me.started("{}");
    assertThat(me.start("{\"takeover\":[\"" + ended + "\"]}").status()).isEqualTo(409);
  }

  /** The key finds the first start, before {@code takeover} is looked at. */
  @Test
  void aRepeatedTakeoverEndsNoFurtherStream() {
    var me = viewer();
    var phone = me.started("{}");
    var tv = me.with("idempotency-key", "k");
    tv.started("{\"takeover\":\"" + phone + "\"}");
    var tablet = me.started("{}");

    var again = tv.start("{\"takeover\":[\"" + phone + "\",\"" + tablet + "\"]}");

    assertThat(again.status()).isEqualTo(200);
    assertThat(me.heartbeat(tablet).status()).isEqualTo(200);
  }

  @Test
  void takeoverOfTheOldestIsNotUsedWhereThereIsRoom() {
    var me = viewer();
    me.started("{\"video_name\":\"one\"}");

    me.started("{\"takeover\":\"oldest\"}");

    assertThat(me.list("?status=active").number("/active")).isEqualTo(2);
  }

  @Test
  void evictOldestAdmitsWithoutBeingAsked() {
    var me = viewer("STREAMGATE_AT_LIMIT=evict-oldest", "STREAMGATE_LIMIT=1");
    var first = me.started("{}");

    me.started("{}");

    assertThat(me.heartbeat(first).text("/reason")).isEqualTo("evicted");
  }

  @Test
  void evictIdleTakesTheLongestPausedFirst() {
    var me = viewer("STREAMGATE_AT_LIMIT=evict-idle", "STREAMGATE_LIMIT=2");
    me.started("{\"video_name\":\"plays\"}");
    passSeconds(1);
    var paused = me.started("{\"video_name\":\"paused\",\"video_playing\":false}");

    me.started("{}");

    assertThat(me.show(paused).text("/status")).isEqualTo("ended");
  }

  @Test
  void theSameDevicesEarlierStreamIsReplaced() {
    var me = viewer("STREAMGATE_LIMIT=1");
    var crashed = me.started("{\"device_id\":\"tv\"}");

    assertThat(me.start("{\"device_id\":\"tv\"}").status()).isEqualTo(201);
    assertThat(me.heartbeat(crashed).text("/reason")).isEqualTo("replaced");
    assertThat(me.start("{\"device_id\":\"phone\"}").status()).isEqualTo(409);
  }
}
