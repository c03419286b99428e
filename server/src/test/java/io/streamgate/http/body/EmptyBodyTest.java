package io.streamgate.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A body that is blank or {@code null} counts as an empty body on every route. */
final class EmptyBodyTest extends ApiFixture {

  /** Clients generated for Java and Go send {@code null} where there is nothing to say. */
  private static final List<String> EMPTY = List.of("null", " null\r\n", " ", "\n", "\t \r\n");

  private static final String VIEWER = "192.0.2.9";

  @Test
  void aBlankOrNullBodyIsAnEmptyBodyOnEveryRoute() {
    var me = viewer("STREAMGATE_LIMIT=100", "STREAMGATE_STARTS_PER_MINUTE=0");
    for (var body : EMPTY) {
      var id = me.started("{\"video_name\":\"Alien\",\"device_id\":\"tv\"}");
      var stream = "/api/v1/streams/" + id;

      assertThat(me.start(body).status()).as("start '%s'", body).isEqualTo(201);
      assertThat(me.post(stream + "/heartbeat", body).status())
          .as("heartbeat '%s'", body)
          .isEqualTo(200);
      assertThat(me.patch(id, body).text("/video_name")).as("PATCH '%s'", body).isEqualTo("Alien");
      assertThat(me.send("GET", stream, body).status()).as("GET '%s'", body).isEqualTo(200);
      assertThat(me.post(stream + "/end", body).status()).as("end '%s'", body).isEqualTo(204);
      assertThat(me.send("DELETE", stream, body).status()).as("DELETE '%s'", body).isEqualTo(204);
    }
  }

  /** A null document would replace everything, as RFC 7396 has it. Nobody asks for that here. */
  @Test
  void aNullMergePatchChangesNothing() {
    var me = viewer();
    var id = me.started("{\"video_name\":\"Alien\"}");

    var reply = me.with("content-type", "application/merge-patch+json").patch(id, "null");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("/video_name")).isEqualTo("Alien");
  }

  @Test
  void onlyNullItselfIsEmpty() {
    var me = viewer();

    for (var body : new String[] {"null null", "null{}", "nul", "nullx", "\"null\"", "[null]"}) {
      var reply = me.start(body);

      assertThat(reply.status()).as(body).isEqualTo(400);
      assertThat(reply.texts("/errors", "pointer")).as(body).containsExactly("");
    }
  }

  @Test
  void aBlankBodyNeedsNoContentType() {
    var server = serve();
    var me = Client.of(server.port()).with("x-forwarded-for", VIEWER);
    var id = me.started("{}");

    for (var body : new String[] {" ", "\r\n", " \t\n\r "}) {
      assertThat(untyped(server.port(), "/api/v1/streams/" + id + "/heartbeat", body))
          .as("'%s'", body)
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void anyOtherBodyNeedsAContentType() {
    var server = serve();

    for (var body : new String[] {"null", "{}", " {}", "\u000b"}) {
      assertThat(untyped(server.port(), "/api/v1/stream", body))
          .as("'%s'", body)
          .startsWith("HTTP/1.1 415")
          .contains("Content-Type must be application/json");
    }
  }

  private static String untyped(int port, String path, String body) {
    return new Wire(port)
        .send(
            "POST %s HTTP/1.1\r\nHost: a\r\nx-forwarded-for: %s\r\nConnection: close\r\n"
                    .formatted(path, VIEWER)
                + "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body));
  }
}
