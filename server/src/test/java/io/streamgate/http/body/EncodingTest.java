package io.streamgate.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.Wire;
import org.junit.jupiter.api.Test;

/** A body must be UTF-8. */
final class EncodingTest extends ApiFixture {

  private String start(String bytes) {
    return new Wire(serve().port())
        .send(
            "POST /api/v1/stream HTTP/1.1\r\nHost: a\r\nx-forwarded-for: 192.0.2.9\r\n"
                + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + bytes.length()
                + "\r\n\r\n"
                + bytes);
  }

  @Test
  void bytesThatAreNotUtf8Are400() {
    for (var text :
        new String[] {
          "\u00ff",
          "\u00c3",
          "\u00c0\u00af",
          "\u00e0\u0080\u00af",
          "\u00ed\u00a0\u0080",
          "\u00f7\u00bf\u00bf\u00bf"
        }) {
      assertThat(start("{\"video_name\":\"" + text + "\"}"))
          .startsWith("HTTP/1.1 400")
          .contains("is not valid UTF-8");
    }
  }

  /** Jackson detects UTF-16 and UTF-32, and such bodies were once accepted. */
  @Test
  void aBodyInUtf16Or32Is400() {
    for (var body :
        new String[] {
          "{\0}\0", "\0{\0}", "\u00fe\u00ff\0{\0}", "\u00ff\u00fe{\0}\0", "\0\0\0{\0\0\0}"
        }) {
      assertThat(start(body)).startsWith("HTTP/1.1 400").contains("is not valid UTF-8");
    }
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    assertThat(start("\u00ef\u00bb\u00bf{}")).startsWith("HTTP/1.1 201");
  }

  @Test
  void charactersBeyondAsciiComeBackAsTheyWere() {
    var reply = viewer().start("{\"video_name\":\"Amélie \uD83C\uDFAC\"}");

    assertThat(reply.text("/video_name")).isEqualTo("Amélie \uD83C\uDFAC");
  }

  @Test
  void anotherCharsetIs415() {
    var me = viewer();

    for (var charset : new String[] {"utf-16", "iso-8859-1", "utf-80", ""}) {
      assertThat(typed(me, "application/json; charset=" + charset)).as(charset).isEqualTo(415);
    }
    for (var type :
        new String[] {
          "application/json;charset=utf-8",
          "application/json ; Charset=\"UTF-8\"",
          "application/json; profile=x"
        }) {
      assertThat(typed(me, type)).as(type).isEqualTo(201);
    }
  }

  private static int typed(Client me, String contentType) {
    return me.with("content-type", contentType).start("{}").status();
  }

  @Test
  void aBodyThatIsCutOffInTheMiddleIs400() {
    for (var body :
        new String[] {"{\"size\":1", "{\"src\":\"a", "{\"size\"", "{\"size\":1,", "{,}"}) {
      assertThat(start(body)).startsWith("HTTP/1.1 400").contains("must be JSON in UTF-8");
    }
  }
}
