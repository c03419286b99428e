package io.streamgate.http.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import io.streamgate.lease.rule.Where;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A PATCH cannot make another stream of one that has started. */
final class FrozenFactsTest {

  private static final String START =
      """
      {"content_type":"trailer","content_id":"c-1","device_type":"tv","video_name":"Alien",
       "attributes":{"genre":"film","free":"no","a~/b":"x"}}
      """;

  private final ServerWithPlans server =
      ServerWithPlans.of(
          Catalogs.of(
              Catalogs.tested(
                  9,
                  Catalogs.rule(
                      "one-of-each",
                      1,
                      "content_id",
                      List.of("content_type", "device_type", "genre", "free", "a~/b", "rights"),
                      Where.ALL))));

  private final Client me = server.nobody().asNewViewer();

  @AfterEach
  void stop() {
    server.close();
  }

  private static void isFixed(Reply refused, String... pointers) {
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/type")).isEqualTo("/problems/invalid-request");
    assertThat(refused.texts("/errors", "pointer")).containsExactly(pointers);
    assertThat(refused.texts("/errors", "detail"))
        .allMatch(why -> why.contains("fixed when a stream starts") && why.contains("takes over"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"content_type\":\"live\"}                       | /content_type",
        "{\"content_type\":null}                           | /content_type",
        "{\"content_id\":\"c-2\"}                          | /content_id",
        "{\"device_type\":\"\"}                            | /device_type",
        "{\"attributes\":{\"genre\":\"sport\"}}            | /attributes/genre",
        "{\"attributes\":{\"genre\":null,\"new\":\"1\"}}   | /attributes/genre",
        "{\"attributes\":{\"rights\":\"all\"}}             | /attributes/rights",
        "{\"attributes\":{\"a~/b\":\"y\"}}                 | /attributes/a~0~1b",
        "{\"video_ended\":true,\"content_type\":\"live\"}  | /content_type"
      })
  void aFactIsNotChanged(String patch, String pointer) {
    var id = me.started(START);
    var before = me.show(id).body();

    isFixed(me.patch(id, patch), pointer);

    assertThat(me.show(id).body()).isEqualTo(before);
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    var id = me.started(START);

    isFixed(
        me.patch(id, "{\"device_type\":\"pc\",\"attributes\":null,\"content_type\":\"live\"}"),
        "/attributes",
        "/content_type",
        "/device_type",
        "/attributes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"content_type\":\"trailer\"}",
        "{\"content_id\":\"c-1\",\"attributes\":{\"genre\":\"film\"}}",
        "{\"attributes\":{\"rights\":\"\"}}",
        "{\"attributes\":{\"rights\":null}}",
        "{\"attributes\":{\"free\":\"no\"}}",
        "{\"attributes\":{\"free\":null}}",
        "{\"attributes\":{\"content_type\":\"live\"}}",
        "{\"video_name\":\"Brazil\",\"attributes\":{\"new\":\"1\"}}"
      })
  void aRepeatedValueAndWhatNoRuleLooksAtAreAccepted(String patch) {
    var id = me.started(START);

    assertThat(me.patch(id, patch).status()).isEqualTo(200);
  }

  @Test
  void aLongValueMayBeRepeatedToo() {
    var start = START.replace("c-1", "x".repeat(200));
    var id = me.started(start);

    assertThat(me.patch(id, "{\"content_id\":\"%s\"}".formatted("x".repeat(200))).status())
        .isEqualTo(200);
    isFixed(me.patch(id, "{\"content_id\":\"%s\"}".formatted("x".repeat(201))), "/content_id");
  }

  @Test
  void aStreamTokenChangesNoFactEither() {
    var token = me.start(START).text("/stream_token");
    var id = me.list("").texts("/streams", "stream_id").getFirst();
    var player = server.nobody().with("stream-token", token);

    isFixed(player.patch(id, "{\"content_type\":\"live\"}"), "/content_type");
    assertThat(player.patch(id, "{\"video_name\":\"Brazil\"}").status()).isEqualTo(200);
  }

  /** A stream that is older than a rule is outside of it, and may say whatever it likes. */
  @Test
  void aStreamWithoutARecordOfAnAttributeIsChangedFreely() {
    server.reload(Catalogs.of(Catalogs.tested(9)));
    var id = me.started(START);
    server.reload(
        Catalogs.of(
            Catalogs.tested(9, Catalogs.rule("r", 1, null, List.of("content_type"), Where.ALL))));

    assertThat(me.patch(id, "{\"content_type\":\"live\"}").text("/content_type")).isEqualTo("live");
    var younger = me.started("{\"content_type\":\"trailer\"}");
    isFixed(me.patch(younger, "{\"content_type\":\"live\"}"), "/content_type");
  }

  @Test
  void theTrailerThatBecameTheMatchStaysATrailer() {
    var id = me.started(START);
    me.patch(id, "{\"content_type\":\"live\",\"content_id\":\"c-2\"}");

    var other = me.start(START.replace("c-1", "c-2"));

    assertThat(other.status()).isEqualTo(409);
    assertThat(other.text("/group/content_type")).isEqualTo("trailer");
  }
}
