package io.streamgate.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
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
        .isEqualTo("Location, Retry-After, Idempotent-Replayed, x-request-id, traceparent");
    assertThat(reply.header("vary")).isEqualTo("Origin");
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
        .isEqualTo("content-type, idempotency-key, authorization, x-forwarded-for");
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
