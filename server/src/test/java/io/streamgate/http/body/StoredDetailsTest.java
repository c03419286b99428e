package io.streamgate.http.body;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.Amendment.Patched;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import org.junit.jupiter.api.Test;

/** Stored details after a player changes some of them. */
final class StoredDetailsTest {

  /** Fields, values and attributes that this version would reject. */
  private static final String OF_A_LATER_VERSION =
      "{\"video_name\":\"Alien\",\"content_type\":\"a trailer\""
          + ",\"attributes\":{\"a\":\"1\",\"b\":2.50}"
          + ",\"cast\" : [\"\\u00e9\", {\"n\":1e5}],\"score\":1.10,\"seen\":true,\"x\":null}";

  private static Member member(Details details) {
    return new Member(id("a", 0), second(90), Playback.fromStart(), details);
  }

  private static String patched(String stored, String patch) {
    var said = BodyReader.read(patch.getBytes(UTF_8), Field.OF_PATCH);
    assertThat(said.faults()).isEmpty();
    return switch (StoredDetails.patch(said).applyTo(member(new Details(stored)))) {
      case Patched.To(var details) -> details.json();
      case Patched.Rejected(var objections) -> objections.getFirst().why();
    };
  }

  @Test
  void whatAPatchDoesNotNameStaysToTheByte() {
    assertThat(patched(OF_A_LATER_VERSION, "{\"src\":\"s\",\"video_name\":null}"))
        .isEqualTo(
            "{\"src\":\"s\",\"content_type\":\"a trailer\",\"attributes\":{\"a\":\"1\",\"b\":2.50}"
                + ",\"cast\":[\"\\u00e9\", {\"n\":1e5}],\"score\":1.10,\"seen\":true,\"x\":null}");
  }

  @Test
  void attributesAreMergedOneByOne() {
    assertThat(patched(OF_A_LATER_VERSION, "{\"attributes\":{\"a\":null,\"c\":\"3\"}}"))
        .contains("\"attributes\":{\"b\":2.50,\"c\":\"3\"}");
  }

  @Test
  void knownFieldsAreInOneOrderWhateverWasSaidFirst() {
    assertThat(patched("{\"content_type\":\"vod\"}", "{\"size\":1.50,\"video_name\":\"A\"}"))
        .isEqualTo("{\"video_name\":\"A\",\"size\":1.50,\"content_type\":\"vod\"}");
  }

  @Test
  void ofNothingNothingIsLeft() {
    assertThat(patched("{\"size\":1}", "{\"size\":null}")).isEqualTo("{}");
    assertThat(patched("{}", "{}")).isEqualTo("{}");
  }

  @Test
  void moreAttributesThanAreAllowedAreRefusedOnlyToWhoAddsThem() {
    var many = new StringBuilder("\"a\":\"\"");
    for (var n = 0; n < 16; n++) {
      many.append(",\"a").append(n).append("\":\"\"");
    }
    var stored = "{\"attributes\":{" + many + "}}";

    assertThat(patched(stored, "{\"size\":1}")).isEqualTo("{\"size\":1," + stored.substring(1));
    assertThat(patched(stored, "{\"attributes\":{\"z\":\"\"}}"))
        .isEqualTo("the stream would have more than 16 attributes");
  }
}
