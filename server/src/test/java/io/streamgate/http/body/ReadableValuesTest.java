package io.streamgate.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values that some JSON readers cannot hold are refused: a viewer's whole list would be lost. */
final class ReadableValuesTest extends ApiFixture {

  private static final List<String> NUMBERS = List.of("size", "framerate");

  private static void assertNamed(Reply reply, String pointer, String detail) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.text("/type")).isEqualTo("/problems/invalid-request");
    assertThat(reply.texts("/errors", "pointer")).containsExactly(pointer);
    assertThat(reply.texts("/errors", "detail")).containsExactly(detail);
  }

  @Test
  void aNumberBeyond64BitsOrADoubleIs400AndNamed() {
    var me = viewer();
    var id = me.started("{}");

    for (var field : NUMBERS) {
      for (var number :
          new String[] {
            "9223372036854775808",
            "-9223372036854775809",
            "12345678901234567890",
            "1e400",
            "-1e400",
            "1.8e308",
            "0.1e310",
            "1e-400",
            "1e9999999999",
            "1e-9999999999",
            "0e9999999999"
          }) {
        var body = "{\"%s\":%s}".formatted(field, number);
        var detail = "must be an integer of at most 64 bits, or a decimal in the range of a double";

        assertNamed(me.start(body), "/" + field, detail);
        assertNamed(me.patch(id, body), "/" + field, detail);
      }
    }
  }

  @Test
  void theLastNumbersOfTheRangesComeBackAsTheyWere() {
    var me = viewer("STREAMGATE_LIMIT=100");

    for (var number :
        new String[] {
          "9223372036854775807",
          "-9223372036854775808",
          "1.7976931348623157e308",
          "-1.7976931348623157E+308",
          "4.9e-324",
          "0e400",
          "-0",
          "0.0",
          "1e30"
        }) {
      var reply = me.start("{\"size\":%s}".formatted(number));

      assertThat(reply.status()).as(number).isEqualTo(201);
      assertThat(reply.body()).contains("\"size\":" + number + ",");
    }
  }

  @Test
  void aNulInATextIs400AndNamed() {
    var me = viewer();
    var id = me.started("{}");

    for (var field : new String[] {"video_name", "src", "size", "content_id", "device_name"}) {
      var body = "{\"%s\":\"a\\u0000b\"}".formatted(field);

      assertNamed(me.start(body), "/" + field, "must not contain NUL (U+0000)");
      assertNamed(me.patch(id, body), "/" + field, "must not contain NUL (U+0000)");
    }
    assertNamed(
        me.start("{\"device_id\":\"\\u0000\"}"), "/device_id", "must not contain NUL (U+0000)");
  }

  @Test
  void aNulInTheValueOrTheNameOfAnAttributeIs400AndNamed() {
    var me = viewer();
    var id = me.started("{}");
    var value = "{\"attributes\":{\"profile\":\"\\u0000\"}}";
    var name = "{\"attributes\":{\"pro\\u0000file\":\"kids\"}}";

    assertNamed(me.start(value), "/attributes/profile", "must not contain NUL (U+0000)");
    assertNamed(me.patch(id, value), "/attributes/profile", "must not contain NUL (U+0000)");
    assertNamed(me.start(name), "/attributes/pro?file", "must not have NUL (U+0000) in its name");
    assertNamed(
        me.patch(id, name), "/attributes/pro?file", "must not have NUL (U+0000) in its name");
  }

  /** The problem itself must be readable too. */
  @Test
  void aNulIsNeverSentBack() {
    var reply = viewer().start("{\"a\\u0000b\":1,\"attributes\":{\"c\\u0000\":\"\"}}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.texts("/errors", "pointer")).containsExactly("/a?b", "/attributes/c?");
    assertThat(reply.body()).doesNotContain("\\u0000").doesNotContain("\0");
  }

  /** Stored by an earlier version: only the taker of a slot is read field by field. */
  @Test
  void aStoredValueThatNobodyCanReadIsPassedOver() {
    var stored = "{\"video_name\":\"a\\u0000b\",\"device_name\":\"TV\",\"size\":1e400}";

    var fields = BodyReader.read(stored.getBytes(UTF_8), Field.KEPT);

    assertThat(fields.values()).containsOnlyKeys(Field.DEVICE_NAME);
  }
}
