package io.streamgate.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A player that shows the token of its stream needs nothing else, from any address. */
final class StreamTokenTest extends ApiFixture {

  private static final String HEADER = "stream-token";

  private static String path(String id) {
    return "/api/v1/streams/" + id;
  }

  private static String body(String token) {
    return "{\"stream_token\":\"" + token + "\"}";
  }

  private static Client at(Client player, String address) {
    return Client.of(player.port()).with("x-forwarded-for", address);
  }

  private static Client nobody(Client player) {
    return Client.of(player.port());
  }

  private static String id(Reply start) {
    return start.text("/stream_id");
  }

  private static String token(Reply answer) {
    return answer.text("/stream_token");
  }

  @Test
  void everyStartCarriesAToken() {
    var me = viewer().with("idempotency-key", "k");

    var first = me.start("{}");
    var again = me.start("{}");

    assertThat(first.status()).isEqualTo(201);
    assertThat(token(first)).matches("[A-Za-z0-9_-]{1,400}");
    assertThat(again.status()).isEqualTo(200);
    for (var start : List.of(first, again)) {
      var shown = nobody(me).with(HEADER, token(start)).show(id(first));
      assertThat(shown.status()).isEqualTo(200);
      assertThat(shown.has("/stream_token")).isFalse();
    }
  }

  @Test
  void aViewThatIsOverHasNone() {
    var me = viewer().with("idempotency-key", "k");

    for (var status : List.of(201, 200)) {
      var start = me.start("{\"video_ended\":true}");
      assertThat(start.status()).isEqualTo(status);
      assertThat(start.has("/stream_token")).isFalse();
    }
  }

  @Test
  void itControlsItsStreamFromEveryAddress() {
    var me = viewer();
    var start = me.start("{}");
    var id = id(start);
    var mobile = at(me, "192.0.2.1").with(HEADER, token(start));
    var wifi = at(me, "2001:db8::1").with(HEADER, token(start));

    assertThat(mobile.heartbeat(id).status()).isEqualTo(200);
    assertThat(wifi.patch(id, "{\"video_name\":\"Alien\"}").text("/video_name")).isEqualTo("Alien");
    assertThat(mobile.show(id).text("/viewer")).isEqualTo(start.text("/viewer"));
    var told = wifi.heartbeat(id).text("/expires_at");
    var left =
        mobile.post(path(id) + "/leave", "{\"expires_at\":\"" + told + "\"}").text("/expires_at");
    assertThat(left).isLessThan(told);
    assertThat(nobody(me).with(HEADER, token(start)).delete(path(id)).status()).isEqualTo(204);
    assertThat(me.heartbeat(id).text("/reason")).isEqualTo("ended");
  }

  @Test
  void itMayBeInTheBodyWhichABeaconSendsAsText() {
    var me = viewer();
    var start = me.start("{}");
    var id = id(start);
    var sent = body(token(start));
    var beacon = at(me, "192.0.2.2").with("content-type", "text/plain;charset=UTF-8");

    assertThat(nobody(me).post(path(id) + "/heartbeat", sent).status()).isEqualTo(200);
    var told =
        beacon
            .post(path(id) + "/heartbeat", sent.replace("{", "{\"position_ms\":7000,"))
            .text("/expires_at");
    assertThat(me.show(id).number("/position_ms")).isEqualTo(7000);
    var leave = sent.replace("{", "{\"expires_at\":\"" + told + "\",");
    assertThat(beacon.post(path(id) + "/leave", leave).text("/expires_at")).isLessThan(told);
    assertThat(nobody(me).post(path(id) + "/leave", leave).status()).isEqualTo(200);
    assertThat(beacon.post(path(id) + "/end", sent).status()).isEqualTo(204);
    assertThat(me.heartbeat(id).status()).isEqualTo(410);
  }

  @Test
  void aBodyWithoutATokenIsIgnoredByAnEndWhateverItIs() {
    var me = viewer();
    for (var text :
        List.of(
            "stream_token",
            "{\"stream_token\":7}",
            "{\"stream_token\":",
            "[]",
            "\u0000",
            " ".repeat(20_000) + "{\"stream_token\":\"" + "x".repeat(20_000) + "\"}")) {
      var id = me.started("{}");
      var beacon = me.with("content-type", "text/plain");

      assertThat(nobody(me).post(path(id) + "/end", text).status()).isEqualTo(400);
      assertThat(beacon.post(path(id) + "/end", text).status()).isEqualTo(204);
      assertThat(me.show(id).text("/status")).isEqualTo("ended");
    }
  }

  @Test
  void onAnyOtherStreamOnTheListAndOnAStartItIsWorthNothing() {
    var me = viewer();
    var mine = me.start("{}");
    var other = at(me, "192.0.2.3").started("{}");
    var shown = nobody(me).with(HEADER, token(mine));

    for (var reply :
        List.of(
            shown.show(other),
            shown.heartbeat(other),
            shown.patch(other, "{}"),
            shown.delete(path(other)))) {
      assertThat(reply.text("/type")).isEqualTo("/problems/token-invalid");
    }
    for (var reply : List.of(shown.start("{}"), shown.list(""))) {
      assertThat(reply.text("/type")).isEqualTo("/problems/viewer-missing");
    }
    assertThat(me.with(HEADER, token(mine)).delete(path(other)).status()).isEqualTo(404);
    assertThat(at(me, "192.0.2.3").show(other).text("/status")).isEqualTo("active");
  }

  /** The store may have a stream that was admitted uncounted. */
  @Test
  void anUnenforcedStreamIsControlledByItsTokenToo() {
    var me = viewer();
    var start = me.start("{}");
    var shown = nobody(me).with(HEADER, token(start));

    assertThat(shown.heartbeat("unenforced-" + id(start)).status()).isEqualTo(200);
    assertThat(shown.delete(path("unenforced-" + id(start))).status()).isEqualTo(204);
    assertThat(me.heartbeat(id(start)).text("/reason")).isEqualTo("ended");
  }

  @Test
  void aTokenThatDoesNotVerifyIsReportedOnlyWhereNothingElseIdentifies() {
    var me = viewer();
    var start = me.start("{}");
    var id = id(start);
    var forged = token(start).substring(1);

    assertThat(me.with(HEADER, forged).heartbeat(id).status()).isEqualTo(200);
    assertThat(me.post(path(id) + "/heartbeat", body(forged)).status()).isEqualTo(200);
    assertThat(me.with(HEADER, forged).start("{}").status()).isEqualTo(201);
    for (var reply :
        List.of(
            nobody(me).with(HEADER, forged).heartbeat(id),
            nobody(me).with(HEADER, token(start)).with(HEADER, token(start)).heartbeat(id),
            nobody(me).with(HEADER, forged).list(""),
            nobody(me).post(path(id) + "/end", body(forged)))) {
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.text("/type")).isEqualTo("/problems/token-invalid");
      assertThat(reply.header("www-authenticate")).contains("invalid_token");
      assertThat(reply.body()).doesNotContain(forged);
    }
  }

  @Test
  void aTokenOfAnotherServerIsNotValid() {
    var other = viewer().start("{}");
    var me = viewer();

    assertThat(nobody(me).with(HEADER, token(other)).heartbeat(id(other)).status()).isEqualTo(401);
  }

  @Test
  void aHeartbeatInTheSecondHalfOfItsDayAnswersWithTheNext() {
    var me = viewer("STREAMGATE_LEASE=P1D", "STREAMGATE_STREAM_LIFE=P2D");
    var start = me.start("{}");
    var id = id(start);
    var shown = nobody(me).with(HEADER, token(start));

    pass(Duration.ofHours(11));
    assertThat(shown.heartbeat(id).has("/stream_token")).isFalse();
    pass(Duration.ofHours(1));
    assertThat(me.heartbeat(id).has("/stream_token")).isFalse();
    var next = token(shown.heartbeat(id));
    pass(Duration.ofHours(12));

    var late = shown.heartbeat(id);
    assertThat(late.status()).isEqualTo(401);
    assertThat(late.text("/detail")).contains("expired at 2026-11-24T18:00:00Z");
    assertThat(me.with(HEADER, token(start)).heartbeat(id).status()).isEqualTo(200);
    assertThat(nobody(me).with(HEADER, next).heartbeat(id).status()).isEqualTo(200);
  }

  @Test
  void theLifeOfAStreamEndsItsTokensAndNotTheStream() {
    var me = viewer("STREAMGATE_LEASE=P1D", "STREAMGATE_STREAM_LIFE=PT1H");
    var start = me.start("{}");
    var shown = nobody(me).with(HEADER, token(start));

    pass(Duration.ofMinutes(59));
    assertThat(shown.heartbeat(id(start)).has("/stream_token")).isFalse();
    pass(Duration.ofMinutes(1));

    assertThat(shown.heartbeat(id(start)).status()).isEqualTo(401);
    assertThat(me.heartbeat(id(start)).status()).isEqualTo(200);
  }

  @Test
  void tokensAreCountedByOutcome() {
    var streamgate = serve();
    var me = Client.of(streamgate.port()).asNewViewer();
    var start = me.start("{}");

    me.with(HEADER, token(start)).heartbeat(id(start));
    me.with(HEADER, "x").heartbeat(id(start));

    assertThat(Client.of(streamgate.managementPort()).get("/metrics").body().lines())
        .contains(
            "streamgate_credentials_total{kind=\"stream_token\",outcome=\"verified\"} 1.0",
            "streamgate_credentials_total{kind=\"stream_token\",outcome=\"invalid\"} 1.0");
  }
}
