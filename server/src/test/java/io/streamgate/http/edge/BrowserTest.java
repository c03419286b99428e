package io.streamgate.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules for pages in a browser, and the limit on starts per minute. */
final class BrowserTest extends ApiFixture {

  private static final String LISTED = "https://player.example";

  @Test
  void aPageThatIsNotListedMayChangeNothing() {
    var me = viewer().with("origin", "https://evil.example");

    var reply = me.start("{}");

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.text("/type")).isEqualTo("/problems/origin-not-allowed");
    assertThat(me.patch("x", "{}").status()).isEqualTo(403);
    assertThat(me.delete("/api/v1/streams/x").status()).isEqualTo(403);
    assertThat(me.list("").header("access-control-allow-origin")).isEmpty();
  }

  @Test
  void aPageOfTheServersOwnHostMay() {
    var me = viewer();

    assertThat(me.with("origin", "http://127.0.0.1:" + me.port()).start("{}").status())
        .isEqualTo(201);
    assertThat(me.with("origin", "null").start("{}").status()).isEqualTo(403);
  }

  @Test
  void aListedPageMayAndMayReadTheAnswer() {
    var me = viewer("STREAMGATE_CORS_ORIGINS=" + LISTED).with("origin", LISTED);

    var reply = me.start("{}");

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.header("access-control-allow-origin")).isEqualTo(LISTED);
    assertThat(reply.header("access-control-expose-headers"))
        .isEqualTo(
            "Location, Retry-After, Date, Allow, Idempotent-Replayed, x-request-id, traceparent");
    assertThat(reply.header("access-control-allow-credentials")).isEqualTo("true");
    assertThat(reply.header("vary")).isEqualTo("Origin");
  }

  /** Its token is no credential that browsers add by themselves, as they do cookies. */
  @Test
  void aPageOfAnyOriginMayWithAnAccessTokenButWithoutCookies() {
    var me =
        viewer(
            "STREAMGATE_CORS_ORIGINS=*, " + LISTED,
            "STREAMGATE_IDENTITY=jwt",
            "STREAMGATE_JWT_KEYS=http://127.0.0.1:1/keys",
            "STREAMGATE_JWT_ISSUER=https://id.example/",
            "STREAMGATE_JWT_AUDIENCE=streams");

    var reply = me.with("origin", "https://any.example").start("{}");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("access-control-allow-origin")).isEqualTo("*");
    assertThat(reply.header("access-control-allow-credentials")).isEmpty();
    assertThat(reply.header("vary")).isEqualTo("Origin");
    assertThat(me.with("origin", LISTED).start("{}").header("access-control-allow-credentials"))
        .isEqualTo("true");
  }

  /** A page can read a header only if it is exposed, or safelisted by the Fetch standard. */
  @Test
  void aPageCanReadEveryHeaderThatConcernsIt() {
    var ofTheConnectionOrTheBrowser =
        Set.of("vary", "connection", "keep-alive", "x-content-type-options", "referrer-policy");
    var safelisted = Set.of("cache-control", "content-length", "content-type");
    var page = viewer("STREAMGATE_CORS_ORIGINS=" + LISTED).with("origin", LISTED);
    var keyed = page.with("idempotency-key", "k");
    keyed.started("{}");
    var id = page.started("{}");
    page.started("{}");

    for (var reply :
        List.of(
            keyed.start("{}"),
            page.start("{}"),
            page.show(id),
            page.list(""),
            page.heartbeat(id),
            page.delete("/api/v1/streams/" + id),
            page.show("x"),
            page.send("PUT", "/api/v1/stream", ""))) {
      var exposed =
          List.of(
              reply
                  .header("access-control-expose-headers")
                  .toLowerCase(Locale.ROOT)
                  .split(", ", -1));
      assertThat(reply.headers().map().keySet())
          .filteredOn(name -> !name.startsWith("access-control-"))
          .allMatch(
              name ->
                  exposed.contains(name)
                      || safelisted.contains(name)
                      || ofTheConnectionOrTheBrowser.contains(name),
              "is readable: " + exposed);
    }
  }

  /** A cache could keep such a response and use it for a listed page. */
  @Test
  void aResponseToARequestWithoutAnOriginVariesToo() {
    assertThat(viewer("STREAMGATE_CORS_ORIGINS=" + LISTED).list("").header("vary"))
        .isEqualTo("Origin");
    assertThat(viewer().list("").header("vary")).isEmpty();
  }

  @Test
  void onlyAListedPageMaySendCredentials() {
    var server = serve("STREAMGATE_CORS_ORIGINS=" + LISTED);
    var me = Client.of(server.port()).asNewViewer();
    var other = me.with("origin", "https://evil.example");

    for (var reply : List.of(me.list(""), other.list(""), other.start("{}"))) {
      assertThat(reply.header("access-control-allow-credentials")).isEmpty();
      assertThat(reply.header("access-control-allow-origin")).isEmpty();
    }
  }

  @Test
  void noPageOfAnotherOriginReadsTheManagementPort() {
    var server = serve("STREAMGATE_CORS_ORIGINS=" + LISTED);
    var page =
        Client.of(server.managementPort())
            .with("origin", LISTED)
            .with("access-control-request-method", "GET");

    for (var reply : List.of(page.get("/metrics"), page.send("OPTIONS", "/metrics", ""))) {
      assertThat(reply.headers().map().keySet())
          .noneMatch(name -> name.startsWith("access-control-"));
    }
  }

  @Test
  void aPreflightNeedsNoViewer() {
    var page =
        Client.of(serve("STREAMGATE_CORS_ORIGINS=" + LISTED).port())
            .with("origin", LISTED)
            .with("access-control-request-method", "POST");

    var reply = page.send("OPTIONS", "/api/v1/stream", "");

    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.header("access-control-allow-origin")).isEqualTo(LISTED);
    assertThat(reply.header("access-control-allow-methods")).contains("POST");
    assertThat(reply.header("access-control-allow-headers"))
        .isEqualTo(
            "content-type, idempotency-key, authorization, x-forwarded-for, x-device-id,"
                + " stream-token, traceparent, tracestate, baggage");
    assertThat(reply.header("access-control-allow-credentials")).isEqualTo("true");
    assertThat(reply.header("access-control-max-age")).isEqualTo("600");
  }

  @Test
  void furtherHeadersCanBeAllowed() {
    var page =
        Client.of(
                serve(
                        "STREAMGATE_CORS_ORIGINS=" + LISTED,
                        "STREAMGATE_CORS_HEADERS=X-App-Version, baggage")
                    .port())
            .with("origin", LISTED)
            .with("access-control-request-method", "POST");

    assertThat(page.send("OPTIONS", "/api/v1/stream", "").header("access-control-allow-headers"))
        .startsWith("content-type, ")
        .endsWith(", traceparent, tracestate, baggage, x-app-version");
  }

  @Test
  void aPreflightOfAnotherPageAllowsNothing() {
    var page =
        Client.of(serve("STREAMGATE_CORS_ORIGINS=" + LISTED).port())
            .with("origin", "https://evil.example")
            .with("access-control-request-method", "POST");

    var reply = page.send("OPTIONS", "/api/v1/stream", "");

    assertThat(reply.header("access-control-allow-origin")).isEmpty();
    assertThat(reply.header("access-control-allow-methods")).isEmpty();
  }

  @Test
  void moreStartsThanAPlayerMakesAre429UntilAMinuteIsOver() {
    var me = viewer("STREAMGATE_STARTS_PER_MINUTE=2", "STREAMGATE_LIMIT=1");
    passSeconds(15);
    me.started("{}");
    assertThat(me.start("{}").status()).isEqualTo(409);

    var refused = me.start("{}");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text("/type")).isEqualTo("/problems/too-many-starts");
    assertThat(refused.header("retry-after")).isEqualTo("65");
    assertThat(Client.of(me.port()).asNewViewer().start("{}").status()).isEqualTo(201);
    passSeconds(65);
    assertThat(me.start("{}").status()).isEqualTo(409);
  }

  @Test
  void zeroStartsAMinuteIsNoBound() {
    var me = viewer("STREAMGATE_STARTS_PER_MINUTE=0");
    for (var n = 0; n < 200; n++) {
      assertThat(me.start("{}").status()).isNotEqualTo(429);
    }
  }
}
