package io.streamgate.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import org.junit.jupiter.api.Test;

/** The limits on starts per minute, while a faulty player of the same viewer uses up its starts. */
final class StartRateTest extends ApiFixture {

  private static final String TAKEOVER = "{\"takeover\":\"oldest\"}";

  /** The players of one viewer that may make three starts in a minute. */
  private Client viewerWithThreeStarts() {
    return viewer("STREAMGATE_STARTS_PER_MINUTE=3", "STREAMGATE_LIMIT=1");
  }

  private static Client keyed(Client client, String key) {
    return client.with("idempotency-key", key);
  }

  private static void flood(Client client) {
    while (client.start("{\"device_id\":\"faulty\"}").status() != 429) {
      // one more
    }
  }

  private static void isTooMany(Reply reply, String detail) {
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.text("/type")).isEqualTo("/problems/too-many-starts");
    assertThat(reply.text("/detail")).startsWith(detail);
  }

  @Test
  void aStartRepeatedWithItsKeyIs200InAFlood() {
    var me = viewerWithThreeStarts();
    var television = keyed(me, "k");
    var id = television.started("{\"device_id\":\"tv\"}");
    flood(me);
    passSeconds(20);

    var again = television.start("{\"device_id\":\"tv\"}");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("/stream_id")).isEqualTo(id);
    assertThat(again.text("/expires_at")).isEqualTo("2026-11-23T18:01:50Z");
  }

  @Test
  void aStartRepeatedAfterItsStreamHasEndedIs410InAFlood() {
    var me = viewerWithThreeStarts();
    var id = keyed(me, "k").started("{}");
    me.delete("/api/v1/streams/" + id);
    flood(me);

    assertThat(keyed(me, "k").start("{}").status()).isEqualTo(410);
  }

  @Test
  void aNewStartIs429InAFloodThoughItHasAKey() {
    var me = viewerWithThreeStarts();
    flood(me);

    isTooMany(keyed(me, "new").start("{}"), "More than 3 starts");
  }

  @Test
  void asManyKeysAreLookedUpAsStartsAreAllowed() {
    var me = viewerWithThreeStarts();
    keyed(me, "k").started("{}");
    flood(me);

    for (var guess = 0; guess < 3; guess++) {
      assertThat(keyed(me, "guess-" + guess).start("{}").status()).isEqualTo(429);
    }
    isTooMany(keyed(me, "k").start("{}"), "More than 3 starts");
    passSeconds(70);
    assertThat(keyed(me, "k").start("{}").status()).isEqualTo(200);
  }

  @Test
  void aTakeoverIs201InAFlood() {
    var me = viewerWithThreeStarts();
    me.started("{}");
    flood(me);

    assertThat(me.start(TAKEOVER).status()).isEqualTo(201);
  }

  @Test
  void tenTakeoversAMinuteAreAllowedAndCountAsNothingElse() {
    var me = viewerWithThreeStarts();
    for (var takeover = 0; takeover < 10; takeover++) {
      me.started(TAKEOVER);
    }

    isTooMany(me.start(TAKEOVER), "More than 10 takeovers");

    assertThat(me.start("{}").status()).isEqualTo(409);
    passSeconds(70);
    assertThat(me.start(TAKEOVER).status()).isEqualTo(201);
  }

  @Test
  void aRepeatedTakeoverIs200ThoughItIsTheEleventh() {
    var me = viewerWithThreeStarts();
    for (var takeover = 0; takeover < 9; takeover++) {
      me.started(TAKEOVER);
    }
    keyed(me, "k").started(TAKEOVER);

    assertThat(keyed(me, "k").start(TAKEOVER).status()).isEqualTo(200);
  }

  @Test
  void zeroStartsAMinuteIsNoBoundOnTakeoversEither() {
    var me = viewer("STREAMGATE_STARTS_PER_MINUTE=0");
    for (var takeover = 0; takeover < 50; takeover++) {
      assertThat(me.start(TAKEOVER).status()).isEqualTo(201);
    }
  }
}
