package io.streamgate.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.RunningStreamgate;
import io.streamgate.TestStore;
import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.SlowWire;
import io.streamgate.http.exchange.ProblemType;
import io.streamgate.testing.Until;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Metrics, request ids and problem pages. */
final class TellingTest extends ApiFixture {

  private static double metric(RunningStreamgate server, String line) {
    return Client.of(server.managementPort())
        .get("/metrics")
        .body()
        .lines()
        .filter(l -> l.startsWith(line + " "))
        .mapToDouble(l -> Double.parseDouble(l.substring(line.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  @Test
  void everyOutcomeOfAStartIsCounted() {
    var server = serve("STREAMGATE_LIMIT=1", "STREAMGATE_STARTS_PER_MINUTE=5");
    var me = Client.of(server.port()).asNewViewer().with("idempotency-key", "k");
    var id = me.started("{}");
    me.start("{}");
    Client.of(server.port()).with("x-forwarded-for", "9.9.9.9").start("{\"video_ended\":true}");
    me.with("idempotency-key", "x");
    Client.of(server.port()).with("x-forwarded-for", me.headers().get(1)).start("{}");
    me.delete("/api/v1/streams/" + id);
    me.start("{}");
    me.start("{}");
    me.start("{}");

    assertThat(metric(server, starts("admitted"))).isEqualTo(1);
    assertThat(metric(server, starts("replayed"))).isEqualTo(1);
    assertThat(metric(server, starts("recorded"))).isEqualTo(1);
    assertThat(metric(server, starts("limit_reached"))).isEqualTo(1);
    assertThat(metric(server, starts("already_ended"))).isEqualTo(2);
    assertThat(metric(server, starts("too_many_starts"))).isEqualTo(1);
    assertThat(metric(server, "streamgate_ends_total{reason=\"ended\"}")).isEqualTo(1);
  }

  @Test
  void aRefusedChangeIsCounted() {
    var server = serve("STREAMGATE_CHANGES_PER_MINUTE=1");
    var me = Client.of(server.port()).asNewViewer();
    var id = me.started("{}");
    me.patch(id, "{}");
    me.patch(id, "{}");
    me.patch(id, "{}");

    assertThat(metric(server, "streamgate_changes_refused_total")).isEqualTo(2);
  }

  private static String starts(String outcome) {
    return "streamgate_starts_total{outcome=\"" + outcome + "\"}";
  }

  @Test
  void heartbeatsAndTheStoresAnswersAreCounted() {
    var server = serve();
    var me = Client.of(server.port()).asNewViewer();
    var id = me.started("{}");
    me.started("{}");
    me.heartbeat(id);
    me.heartbeat("1k84sr29q47DEQp2RTJRjt7WqOhRQ_F");

    assertThat(metric(server, "streamgate_heartbeats_total{outcome=\"member\"}")).isEqualTo(1);
    assertThat(metric(server, "streamgate_heartbeats_total{outcome=\"unknown\"}")).isEqualTo(1);
    assertThat(metric(server, "streamgate_store_seconds_count{operation=\"start\",outcome=\"ok\"}"))
        .isEqualTo(2);
    assertThat(
            metric(
                server,
                "streamgate_http_seconds_count{method=\"POST\",route=\"/api/v1/stream\","
                    + "status=\"201\"}"))
        .isEqualTo(2);
  }

  @Test
  void membersAndViewersAreCounted() {
    TestStore.leaveOutOnTable("a table cannot be counted but by reading all of it");
    var server = serve();
    var me = Client.of(server.port()).asNewViewer();
    me.started("{}");
    me.started("{}");

    assertThat(metric(server, "streamgate_members")).isEqualTo(2);
    assertThat(metric(server, "streamgate_viewers")).isEqualTo(1);
  }

  @Test
  void connectionsToThePublicPortAreCounted() {
    var server = serve();
    assertThat(metric(server, "streamgate_http_connections")).isEqualTo(0);

    try (var one = new SlowWire(server.port());
        var two = new SlowWire(server.port())) {
      one.send("GET");
      two.send("GET");
      Until.holds(
          Duration.ofSeconds(10),
          () -> "2 are counted",
          () -> metric(server, "streamgate_http_connections") == 2);
    }
    Until.holds(
        Duration.ofSeconds(10),
        () -> "none is counted",
        () -> metric(server, "streamgate_http_connections") == 0);
  }

  @Test
  void noMetricNamesAViewerOrAStream() {
    var server = serve();
    var me = Client.of(server.port()).with("x-forwarded-for", "198.51.100.42");
    var id = me.started("{}");
    me.show(id);
    me.get("/no/such/" + id);

    var metrics = Client.of(server.managementPort()).get("/metrics").body();

    assertThat(metrics).doesNotContain("198.51.100.42").doesNotContain(id);
  }

  @Test
  void aRequestIdThatAProxyGaveIsKept() {
    var reply = viewer().with("x-request-id", "Root=1-67891233-abc").start("[]");

    assertThat(reply.header("x-request-id")).isEqualTo("Root=1-67891233-abc");
    assertThat(reply.text("/request_id")).isEqualTo("Root=1-67891233-abc");
  }

  @Test
  void anOddRequestIdIsReplaced() {
    var me = viewer();

    for (var odd : new String[] {"a b", "x".repeat(129), "{}", "\"quoted\""}) {
      assertThat(me.with("x-request-id", odd).list("").header("x-request-id"))
          .isNotEqualTo(odd)
          .isNotEmpty();
    }
  }

  @Test
  void everyProblemHasAPageAtItsType() {
    var nobody = Client.of(serve().port());

    for (var type : ProblemType.values()) {
      var page = nobody.get(type.uri());
      assertThat(page.status()).as(type.uri()).isEqualTo(200);
      assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
      assertThat(page.body()).contains("<h1>");
    }
    assertThat(nobody.get("/problems/no-such").status()).isEqualTo(404);
  }

  /** A client could once make the server keep a histogram for each method that it invented. */
  @Test
  void methodsThatAClientMakesUpAreCountedAsOne() {
    var server = serve();
    var client = Client.of(server.port());
    for (var method : new String[] {"FOO", "BAR", "BAZ"}) {
      assertThat(client.send(method, "/api/v1/stream", "").status()).isEqualTo(405);
    }

    assertThat(
            metric(
                server,
                "streamgate_http_seconds_count{method=\"other\",route=\"unknown\","
                    + "status=\"405\"}"))
        .isEqualTo(3);
  }
}
