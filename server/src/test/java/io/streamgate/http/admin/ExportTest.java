package io.streamgate.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Everything that is kept of a viewer, in one document. */
final class ExportTest extends AdminFixture {

  @Test
  void aViewerNeverSeenHasAnEmptyDocument() {
    var reply = as("erna").get(path("/export"));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("content-type")).isEqualTo("application/json");
    assertThat(reply.text("/viewer")).isEqualTo(viewer);
    assertThat(reply.texts("/streams", "stream_id")).isEmpty();
    assertThat(reply.texts("/history", "stream_id")).isEmpty();
    assertThat(reply.texts("/audit", "action")).containsExactly("export");
  }

  @Test
  void aHistoryOfSeveralPagesIsWhole() {
    serve("STREAMGATE_STARTS_PER_MINUTE=0");
    var all = IntStream.range(0, 450).mapToObj(Integer::toString).toList();
    for (var name : all) {
      player().started("{\"video_name\":\"" + name + "\",\"video_ended\":true}");
      pass(Duration.ofSeconds(1));
    }
    var running = player().started("{\"video_name\":\"Alien\"}");
    override("{\"limit\":7,\"until\":\"2026-12-24T00:00:00Z\",\"note\":\"Visitors\"}");

    var reply = as("erna").get(path("/export"));

    assertThat(reply.texts("/history", "video_name")).isEqualTo(all.reversed());
    assertThat(reply.texts("/streams", "stream_id")).containsExactly(running);
    assertThat(reply.text("/override/note")).isEqualTo("Visitors");
    assertThat(reply.texts("/audit", "action")).containsExactly("export", "set-override");
  }
}
