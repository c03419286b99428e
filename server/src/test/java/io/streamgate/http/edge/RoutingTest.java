package io.streamgate.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.TestStore;
import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.Wire;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which URLs accept which requests. */
final class RoutingTest extends ApiFixture {

  private static final String STREAM = "/api/v1/streams/1k84sr29q47DEQp2RTJRjt7WqOhRQ_F";

  private static final Map<String, String> ALLOWED =
      Map.of(
          "/api/v1/stream",
          "OPTIONS, POST",
          "/api/v1/streams",
          "GET, HEAD, OPTIONS",
          STREAM,
          "DELETE, GET, HEAD, OPTIONS, PATCH",
          STREAM + "/heartbeat",
          "OPTIONS, POST",
          STREAM + "/end",
          "OPTIONS, POST",
          "/health/live",
          "GET, HEAD, OPTIONS",
          "/health/ready",
          "GET, HEAD, OPTIONS",
          "/problems/not-found",
          "GET, HEAD, OPTIONS");

  @Test
  void aKnownAddressWithAnotherMethodIs405AndSaysWhatItTakes() {
    var me = viewer();

    ALLOWED.forEach(
        (path, allow) -> {
          var reply = me.send("PUT", path, "");
          assertThat(reply.status()).as(path).isEqualTo(405);
          assertThat(reply.header("allow")).as(path).isEqualTo(allow);
          assertThat(reply.text("/type")).isEqualTo("/problems/method-not-allowed");
        });
  }

  @Test
  void optionsIs204AndSaysWhatAnAddressTakes() {
    var nobody = Client.of(serve().port());

    ALLOWED.forEach(
        (path, allow) -> {
          var reply = nobody.send("OPTIONS", path, "");
          assertThat(reply.status()).as(path).isEqualTo(204);
          assertThat(reply.header("allow")).as(path).isEqualTo(allow);
        });
  }

  @Test
  void anUnknownAddressIs404() {
    var me = viewer();

    for (var path :
        new String[] {
          "/",
          "/api/v1",
          "/api/v1/stream/",
          "/api/v1/streams/",
          "/api/v1//streams",
          "/api/v1/streams/a/b",
          STREAM + "/",
          STREAM + "/heartbeat/",
          STREAM + "/Heartbeat",
          "/api/v1/streams/../stream",
          "/API/v1/streams",
          "/metrics",
          "/problems/"
        }) {
      var reply = me.get(path);
      assertThat(reply.status()).as(path).isEqualTo(404);
      assertThat(reply.text("/type")).isEqualTo("/problems/not-found");
    }
  }

  @Test
  void aMalformedIdIs404() {
    var me = viewer();

    for (var id :
        new String[] {
          "x",
          "1k84sr29q47DEQp2RTJRjt7WqOhRQ_F%2Fheartbeat",
          "%00",
          "1k84sr29q47DEQp2RTJRjt7WqOhRQ_F;a",
          "1K84SR29Q47DEQp2RTJRjt7WqOhRQ_F",
          "unenforced-1"
        }) {
      assertThat(me.show(id).status()).as(id).isEqualTo(404);
      assertThat(me.show(id).text("/type")).isEqualTo("/problems/stream-not-found");
      assertThat(me.heartbeat(id).status()).isEqualTo(404);
      assertThat(me.patch(id, "{}").status()).isEqualTo(404);
      assertThat(me.delete("/api/v1/streams/" + id).status()).isEqualTo(404);
    }
  }

  @Test
  void anIdIsPercentDecoded() {
    var me = viewer();
    var id = me.started("{}");

    var reply = me.show("%%%02x%s".formatted((int) id.charAt(0), id.substring(1)));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("/stream_id")).isEqualTo(id);
  }

  /** An encoded slash is part of a segment. */
  @Test
  void anEncodedSlashSeparatesNothing() {
    var me = viewer();
    var id = me.started("{}");

    assertThat(me.get("/api/v1%2Fstreams").text("/type")).isEqualTo("/problems/not-found");
    assertThat(me.post("/api/v1/streams/" + id + "%2Fend", "").status()).isEqualTo(405);
    assertThat(me.show(id).text("/status")).isEqualTo("active");
  }

  @Test
  void aPathThatIsNotPercentEncodedUtf8Is400WhateverTheMethod() {
    var wire = new Wire(serve().port());

    for (var path :
        new String[] {"/%", "/api/v1/streams/%4", "/api/v1/streams/%zz", "/%ff", "/\u00fc"}) {
      for (var method : new String[] {"GET", "OPTIONS", "DELETE"}) {
        var request = method + " " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

        assertThat(wire.send(request))
            .as(request)
            .startsWith("HTTP/1.1 400")
            .contains("/problems/invalid-request", "percent-encoded");
      }
    }
  }

  @Test
  void headIsAnsweredAsGetWithoutTheBody() {
    var me = viewer();
    me.started("{}");

    var get = me.list("");
    var head = me.send("HEAD", "/api/v1/streams", "");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("content-length")).isEqualTo(get.header("content-length"));
    assertThat(head.header("content-type")).isEqualTo("application/json");
  }

  @Test
  void noCacheMayKeepAnAnswer() {
    assertThat(viewer().list("").header("cache-control")).isEqualTo("no-store");
  }

  @Test
  void theOperatorsPortHasMetricsAndHealthAndNoStreams() {
    var operator = Client.of(serve().managementPort());

    assertThat(operator.get("/metrics").status()).isEqualTo(200);
    assertThat(operator.get("/health/live").status()).isEqualTo(200);
    assertThat(operator.get("/health/ready").has("/status")).isTrue();
    assertThat(operator.asNewViewer().list("").status()).isEqualTo(404);
    assertThat(operator.asNewViewer().start("{}").status()).isEqualTo(404);
  }

  @Test
  void healthNeedsNoViewer() {
    var nobody = Client.of(serve().port());

    assertThat(nobody.get("/health/live").text("/status")).isEqualTo("alive");
    assertThat(nobody.get("/health/ready").has("/status")).isTrue();
  }

  @Test
  void aServerThatServesIsReadyOnBothPortsAndSaysWhereItsStreamsAre() {
    TestStore.leaveOutOnTable("a table tells the time, by which the test's clock is wrong");
    var server = serve();

    for (var port : new int[] {server.port(), server.managementPort()}) {
      var ready = Client.of(port).get("/health/ready");
      assertThat(ready.status()).isEqualTo(200);
      assertThat(ready.text("/status")).isEqualTo("serving");
      assertThat(ready.text("/store")).contains("in ");
    }
  }
}
