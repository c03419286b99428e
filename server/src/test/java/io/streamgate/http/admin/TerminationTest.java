package io.streamgate.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator ends streams, and their players are told. */
final class TerminationTest extends AdminFixture {

  private static final String WHY = "{\"note\":\"Ended at your request\",\"reason\":\"T-1\"}";

  @Test
  void thePlayerIsToldByWhomAndWhatTheOperatorSays() {
    var id = player().started("{}");

    var ended = end(id, WHY);
    var gone = player().heartbeat(id);

    assertThat(ended.status()).isEqualTo(200);
    assertThat(ended.text("/stream/stream_id")).isEqualTo(id);
    assertThat(ended.text("/stream/reason")).isEqualTo("terminated");
    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.text("/reason")).isEqualTo("terminated");
    assertThat(gone.text("/by/role")).isEqualTo("operate");
    assertThat(gone.text("/by/note")).isEqualTo("Ended at your request");
    assertThat(gone.text("/detail")).startsWith("An operator of the service has ended this stream");
    assertThat(gone.body()).doesNotContain("otto").doesNotContain("T-1");
  }

  @Test
  void listsAndTheStreamItselfSaySo() {
    var id = player().started("{}");
    end(id, WHY);

    var listed = player().list("?status=ended");
    var shown = player().show(id);

    assertThat(listed.text("/streams/0/reason")).isEqualTo("terminated");
    assertThat(listed.text("/streams/0/by/note")).isEqualTo("Ended at your request");
    assertThat(shown.text("/by/role")).isEqualTo("operate");
    assertThat(seen().text("/history/0/by/note")).isEqualTo("Ended at your request");
  }

  @Test
  void anOperatorNeedNotSayWhy() {
    var id = player().started("{}");

    assertThat(end(id, "").status()).isEqualTo(200);
    assertThat(player().heartbeat(id).has("/by/note")).isFalse();
    assertThat(player().heartbeat(id).text("/by/role")).isEqualTo("operate");
  }

  @Test
  void theViewerMayStartAgainAtOnce() {
    for (var i = 0; i < 3; i++) {
      player().started("{}");
    }
    assertThat(player().start("{}").status()).isEqualTo(409);

    var ended = as("otto").post(path("/end-all"), WHY);

    assertThat(ended.texts("/ended", "reason"))
        .containsExactly("terminated", "terminated", "terminated");
    assertThat(player().start("{}").status()).isEqualTo(201);
    assertThat(as("otto").post(path("/end-all"), "").texts("/ended", "reason")).hasSize(1);
    assertThat(as("otto").post(path("/end-all"), "").texts("/ended", "reason")).isEmpty();
  }

  @Test
  void aStreamThatHadEndedStaysAsItWas() {
    var id = player().started("{}");
    player().delete("/api/v1/streams/" + id);

    var reply = end(id, WHY);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("/stream/reason")).isEqualTo("ended");
    assertThat(player().show(id).text("/reason")).isEqualTo("ended");
  }

  @Test
  void anUnknownStreamIsNotFound() {
    for (var id : new String[] {"1k84sr29q47DEQp2RTJRjt7WqOhRQ_F", "x"}) {
      var reply = end(id, "");

      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.text("/type")).isEqualTo("/problems/stream-not-found");
    }
  }

  @Test
  void aStreamOfAnotherViewerIsNotFoundAndGoesOn() {
    var id = player().with("x", "y").started("{}");

    var reply = as("otto").post("/admin/v1/viewers/nobody/streams/" + id + "/end", "");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(player().heartbeat(id).status()).isEqualTo(200);
  }

  @Test
  void aNoteHasAsManyCharactersAsTheFileSays() {
    var id = player().started("{}");
    var longest = "{\"note\":\"" + "😀".repeat(200) + "\"}";

    assertThat(end(id, longest.replaceFirst("😀", "😀😀")).status()).isEqualTo(400);
    assertThat(player().heartbeat(id).status()).isEqualTo(200);
    assertThat(end(id, longest).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"note\":1} | /note",
        "{\"reasn\":\"x\"} | /reasn",
        "{\"video_name\":\"x\"} | /video_name",
        "{\"note\":\"a\",\"note\":\"b\"} | /note",
        "{\"reason\":\"\\u0000\"} | /reason"
      })
  void aBodyThatIsWrongIsRefusedAndNothingEnds(String body, String pointer) {
    var id = player().started("{}");

    for (var path : new String[] {"/streams/" + id + "/end", "/end-all"}) {
      var reply = as("otto").post(path(path), body);

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.text("/errors/0/pointer")).isEqualTo(pointer);
    }
    assertThat(player().heartbeat(id).status()).isEqualTo(200);
    assertThat(as("anna").get(path("/audit")).texts("/entries", "action")).isEmpty();
  }
}
