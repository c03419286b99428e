package io.streamgate.http.contract;

import io.streamgate.RunningStreamgate;
import io.streamgate.TestStore;
import io.streamgate.TestWorld;
import io.streamgate.config.InvalidConfig;
import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import io.streamgate.http.SlowWire;
import io.streamgate.http.exchange.ProblemType;
import io.streamgate.identity.jwt.Issuer;
import java.time.Instant;

/** Provokes each problem, as in the example on the problem's page. */
record Provoked(Servers servers, RunningStreamgate busy) implements AutoCloseable {

  private static final String NEVER = "1k84sr29q47DEQp2RTJRjt7WqOhRQ_F";
  private static final String ALIVE = "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String START =
      """
      POST /api/v1/stream HTTP/1.1\r
      Host: a\r
      x-forwarded-for: 192.0.2.9\r
      Content-Type: application/json\r
      """;

  /** Starts an additional server that accepts a single connection. */
  static Provoked start() throws InvalidConfig {
    return new Provoked(
        Servers.start(),
        RunningStreamgate.on(new TestStore.InMemory(), "STREAMGATE_MAX_CONNECTIONS=1"));
  }

  Reply reply(ProblemType type) {
    var port = servers.sound().port();
    var me = Client.of(port).asNewViewer();
    return switch (type) {
      case INVALID_REQUEST -> me.start("{\"size\":true,\"vidoe_name\":\"Alien\"}");
      case VIEWER_MISSING -> Client.of(port).start("{}");
      case VIEWER_INVALID -> Client.of(port).with("x-forwarded-for", "203.0.113.007").start("{}");
      case TOKEN_MISSING -> Client.of(servers.withoutKeys().port()).asNewViewer().start("{}");
      case TOKEN_INVALID -> withToken(servers.withoutKeys(), TestWorld.BEGIN.minusSeconds(7200));
      case IDENTITY_UNAVAILABLE -> withToken(servers.withoutKeys(), TestWorld.BEGIN);
      case ORIGIN_NOT_ALLOWED -> me.with("origin", "https://other.example").start("{}");
      case ROLE_TOO_SMALL -> servers.operators().as("anna").post("/admin/v1/change", "{}");
      case NOT_FOUND -> me.get("/api/v1/steam");
      case STREAM_NOT_FOUND -> me.show(NEVER);
      case METHOD_NOT_ALLOWED -> me.delete("/health/live");
      case REQUEST_TIMEOUT ->
          RawReply.to(servers.impatient().port(), START + "Content-Length: 1000\r\n\r\n{");
      case STREAM_LIMIT_REACHED -> limitReached(me);
      case RULE_REACHED -> ruleReached(servers.withPlans().nobody().asNewViewer());
      case STREAM_ENDED -> ended(me);
      case BODY_TOO_LARGE -> RawReply.to(port, START + "Content-Length: 20000\r\n\r\n");
      case UNSUPPORTED_MEDIA_TYPE -> me.with("content-type", "text/plain").start("hello");
      case EXPECTATION_FAILED -> RawReply.first(port, START + "Expect: 200-ok\r\n\r\n");
      case HOST_NOT_ALLOWED ->
          RawReply.first(port, START.replace("Host: a", "Host: evil.example") + "\r\n");
      case IDEMPOTENCY_KEY_REUSED -> keyReused(me.with("idempotency-key", "k"));
      case TOO_MANY_STARTS -> tooMany(me);
      case TOO_MANY_CHANGES -> tooManyChanges(me);
      case TOO_MANY_ATTEMPTS -> servers.operators().tooManyAttempts();
      case HEADERS_TOO_LARGE -> RawReply.to(port, START + "X: " + "x".repeat(20_000) + "\r\n\r\n");
      case INTERNAL_ERROR -> Client.of(servers.faulty().port()).asNewViewer().start("{}");
      case OVERLOADED -> overloaded();
      case STORE_UNAVAILABLE -> Client.of(servers.failing().port()).asNewViewer().start("{}");
      case HTTP_VERSION_NOT_SUPPORTED -> RawReply.to(port, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    };
  }

  /** A start with a token that was issued then, for an hour. */
  private static Reply withToken(RunningStreamgate server, Instant issuedAt) {
    var token = Issuer.signed(Issuer.claims(issuedAt), Issuer.rsa("first"));
    return Client.of(server.port()).with("authorization", "Bearer " + token).start("{}");
  }

  private static Reply limitReached(Client me) {
    var started = "{\"video_name\":\"Alien\",\"device_name\":\"Living room TV\"}";
    me.started(started);
    me.started(started);
    me.started(started);
    return me.start("{}");
  }

  private static Reply ruleReached(Client me) {
    var start = "{\"video_name\":\"Alien\",\"device_name\":\"Den\",\"device_type\":\"tv\"}";
    me.started(start);
    me.started(start);
    return me.start("{\"device_type\":\"tv\"}");
  }

  private static Reply ended(Client me) {
    var first = me.started("{}");
    me.started("{}");
    me.started("{}");
    me.started(
        "{\"video_name\":\"Eraserhead\",\"device_name\":\"Kitchen tablet\",\"takeover\":\""
            + first
            + "\"}");
    return me.heartbeat(first);
  }

  private static Reply keyReused(Client me) {
    me.started("{\"video_name\":\"Alien\"}");
    return me.start("{\"video_name\":\"Brazil\"}");
  }

  private static Reply tooMany(Client me) {
    for (var start = 0; start < 9; start++) {
      me.start("{}");
    }
    return me.start("{}");
  }

  private static Reply tooManyChanges(Client me) {
    var id = me.started("{}");
    for (var change = 0; change < 9; change++) {
      me.patch(id, "{}");
    }
    return me.patch(id, "{}");
  }

  private Reply overloaded() {
    try (var first = new SlowWire(busy.port())) {
      first.send(ALIVE);
      first.next("alive");
      return RawReply.to(busy.port(), "");
    }
  }

  @Override
  public void close() {
    servers.close();
    busy.close();
  }
}
