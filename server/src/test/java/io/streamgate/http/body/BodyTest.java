package io.streamgate.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Valid bodies, and that all errors of a body are reported at once. */
final class BodyTest extends ApiFixture {

  private List<String> faultsOf(String json) {
    var reply = viewer().start(json);
    assertThat(reply.status()).as(json + " -> " + reply.body()).isEqualTo(400);
    assertThat(reply.text("/type")).isEqualTo("/problems/invalid-request");
    return reply.texts("/errors", "pointer");
  }

  @Test
  void everyFaultIsNamedAtOnceByJsonPointer() {
    assertThat(
            faultsOf(
                """
                {"video_name":7,"size":true,"video_playing":"yes","video_start_time":"yesterday",
                 "content_type":"a film","takeover":"newest","device_id":"","unknown":1,
                 "a/b~c":2,"attributes":{"ok":"x","bad":1,"worse":{"deep":[]}}}
                """))
        .containsExactly(
            "/video_name",
            "/size",
            "/video_playing",
            "/video_start_time",
            "/content_type",
            "/takeover",
            "/device_id",
            "/unknown",
            "/a~1b~0c",
            "/attributes/bad",
            "/attributes/worse");
  }

  @Test
  void aNumberIsNotTakenForTextNorTextForAFlag() {
    assertThat(faultsOf("{\"video_name\":1}")).containsExactly("/video_name");
    assertThat(faultsOf("{\"video_ended\":\"true\"}")).containsExactly("/video_ended");
    assertThat(faultsOf("{\"video_ended\":1}")).containsExactly("/video_ended");
    assertThat(faultsOf("{\"src\":[\"a\"]}")).containsExactly("/src");
  }

  @Test
  void lengthsAreCountedInCharacters() {
    var me = viewer("STREAMGATE_LIMIT=100");
    var emoji = "\uD83C\uDFAC";

    assertThat(me.start("{\"video_name\":\"" + emoji.repeat(256) + "\"}").status()).isEqualTo(201);
    assertThat(me.start("{\"video_name\":\"" + "x".repeat(257) + "\"}").status()).isEqualTo(400);
    assertThat(me.start("{\"src\":\"" + "x".repeat(2048) + "\"}").status()).isEqualTo(201);
    assertThat(me.start("{\"src\":\"" + "x".repeat(2049) + "\"}").status()).isEqualTo(400);
    assertThat(me.start("{\"size\":0." + "1".repeat(30) + "}").status()).isEqualTo(201);
    assertThat(me.start("{\"size\":0." + "1".repeat(31) + "}").status()).isEqualTo(400);
    assertThat(me.start("{\"attributes\":{\"" + "n".repeat(64) + "\":\"\"}}").status())
        .isEqualTo(201);
    assertThat(me.start("{\"attributes\":{\"" + "n".repeat(65) + "\":\"\"}}").status())
        .isEqualTo(400);
  }

  @Test
  void aContentTypeIsAnyWordOf1To32Characters() {
    var me = viewer("STREAMGATE_LIMIT=100");

    for (var word : List.of("live", "vod", "movie", "Sport_2-hd", "-", "x".repeat(32))) {
      var reply = me.start("{\"content_type\":\"" + word + "\"}");
      assertThat(reply.status()).as(word).isEqualTo(201);
      assertThat(reply.text("/content_type")).isEqualTo(word);
    }
    for (var other : List.of("\"\"", "\"a film\"", "\"caf\u00e9\"", "1", "true")) {
      assertThat(faultsOf("{\"content_type\":" + other + "}")).containsExactly("/content_type");
    }
    assertThat(faultsOf("{\"content_type\":\"" + "x".repeat(33) + "\"}"))
        .containsExactly("/content_type");
  }

  @Test
  void aFieldGivenTwiceIsAFault() {
    assertThat(faultsOf("{\"size\":1,\"size\":2}")).containsExactly("/size");
    assertThat(faultsOf("{\"attributes\":{\"a\":\"\",\"a\":\"\"}}"))
        .containsExactly("/attributes/a");
  }

  @Test
  void moreThan16AttributesAreAFault() {
    var many = new StringBuilder("{\"attributes\":{\"a\":\"\"");
    for (var n = 0; n < 16; n++) {
      many.append(",\"a").append(n).append("\":\"\"");
    }
    assertThat(faultsOf(many + "}}")).containsExactly("/attributes");
  }

  @Test
  void takeoverIsAnIdOrAListOf1To100Ids() {
    var me = viewer("STREAMGATE_LIMIT=100");
    var id = "\"1k84v4che47DEQps5kD4FWYm1qZh0P4\"";

    assertThat(me.start("{\"takeover\":" + id + "}").status()).isEqualTo(201);
    assertThat(me.start("{\"takeover\":[" + id + "]}").status()).isEqualTo(201);
    assertThat(me.start("{\"takeover\":[" + id + (", " + id).repeat(99) + "]}").status())
        .isEqualTo(201);
    assertThat(detailsOf("{\"takeover\":[" + id + (", " + id).repeat(100) + "]}"))
        .containsExactly("must have 1 to 100 ids, not 101");
    assertThat(detailsOf("{\"takeover\":[]}")).containsExactly("must have 1 to 100 ids, not 0");
    assertThat(detailsOf("{\"takeover\":{}}"))
        .containsExactly("must be \"oldest\", the id of a stream, or a list of 1 to 100 ids");
  }

  @Test
  void eachFaultOfAListIsNamedByItsPlace() {
    var body =
        """
        {"takeover":["1k84v4che47DEQps5kD4FWYm1qZh0P4","oldest",null,["x"],{"a":[]},7,true,""],
         "size":true}
        """;

    assertThat(faultsOf(body))
        .containsExactly(
            "/takeover/1",
            "/takeover/2",
            "/takeover/3",
            "/takeover/4",
            "/takeover/5",
            "/takeover/6",
            "/takeover/7",
            "/size");
    assertThat(detailsOf(body)).startsWith("must be the id of a stream");
    assertThat(faultsOf("{\"takeover\":[7" + ",7".repeat(3000) + "]}")).hasSize(101);
    assertThat(faultsOf("{\"takeover\":[\"")).contains("");
  }

  private List<String> detailsOf(String json) {
    return viewer().start(json).texts("/errors", "detail");
  }

  @Test
  void whatIsNotOneJsonObjectIsAFaultOfTheWhole() {
    for (var body :
        new String[] {
          "[]", "7", "true", "\"x\"", "{", "{} {}", "{}x", "{\"size\":}", "{'size':1}", "\u0000"
        }) {
      assertThat(faultsOf(body)).as(body).contains("");
    }
  }

  @Test
  void nestingWithoutEndIsAFaultAndNoStackOverflow() {
    assertThat(faultsOf("{\"src\":" + "[".repeat(8000) + "]".repeat(8000) + "}")).isNotEmpty();
  }

  @Test
  void halfASurrogatePairIsAFault() {
    assertThat(faultsOf("{\"video_name\":\"\\ud83c\"}")).containsExactly("/video_name");
  }

  @Test
  void timesOutsideTheYearsOfRfc3339AreAFault() {
    assertThat(faultsOf("{\"video_start_time\":999999999999999}"))
        .containsExactly("/video_start_time");
    assertThat(faultsOf("{\"video_end_time\":\"2026-02-30T00:00:00Z\"}"))
        .containsExactly("/video_end_time");
    assertThat(faultsOf("{\"video_end_time\":1e99}")).containsExactly("/video_end_time");
    assertThat(faultsOf("{\"video_start_time\":253402300799999.5}"))
        .containsExactly("/video_start_time");
  }

  /** Browsers report times with a fraction: {@code performance.timeOrigin}. */
  @Test
  void aTimeWithAFractionIsRoundedToTheMillisecond() {
    var me = viewer();
    var id = me.started("{\"video_start_time\":1700000000000.5}");

    assertThat(me.show(id).text("/video_start_time")).isEqualTo("2023-11-14T22:13:20.001Z");
    assertThat(me.patch(id, "{\"video_end_time\":1.7000000004996e12}").text("/video_end_time"))
        .isEqualTo("2023-11-14T22:13:20.500Z");
    assertThat(me.patch(id, "{\"video_end_time\":-0.4}").text("/video_end_time"))
        .isEqualTo("1970-01-01T00:00:00Z");
  }

  @Test
  void anAnswerNeverTellsOfAnException() {
    var reply = viewer().start("{\"size\":}");

    assertThat(reply.body()).doesNotContainIgnoringCase("exception").doesNotContain("jackson");
  }

  @Test
  void aBodyOfAnotherTypeIs415AndOneWithoutATypeToo() {
    var me = viewer();

    assertThat(me.with("content-type", "text/plain").start("{}").status()).isEqualTo(415);
    assertThat(me.with("content-type", "").start("{}").status()).isEqualTo(415);
    assertThat(me.with("content-type", "application/merge-patch+json").start("{}").status())
        .isEqualTo(415);
    assertThat(me.with("content-type", "Application/JSON; charset=UTF-8").start("{}").status())
        .isEqualTo(201);
  }

  @Test
  void aBodyOfMoreThan16KiBIs413() {
    var reply = viewer().start("{\"src\":\"" + "x".repeat(17_000) + "\"}");

    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.text("/type")).isEqualTo("/problems/body-too-large");
  }

  @Test
  void aNumberOrANestingWithoutEndHidesNoOtherFault() {
    assertThat(faultsOf("{\"size\":" + "1".repeat(9_000) + ",\"foo\":1}"))
        .containsExactly("/size", "/foo");
    assertThat(faultsOf("{\"src\":" + "[".repeat(7_000) + "]".repeat(7_000) + ",\"foo\":1}"))
        .containsExactly("/src", "/foo");
  }

  @Test
  void aFieldGivenTwiceIsAFaultThoughItsFirstValueIsOneToo() {
    var reply = viewer().start("{\"size\":true,\"size\":1}");

    assertThat(reply.texts("/errors", "detail"))
        .containsExactly("must be a number or a string", "is given twice");
  }
}
