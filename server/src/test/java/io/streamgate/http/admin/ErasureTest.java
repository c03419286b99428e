package io.streamgate.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A viewer is erased, and one entry tells that somebody was. */
final class ErasureTest extends AdminFixture {

  private Reply erase() {
    return as("erna").delete(path("?reason=Request"));
  }

  private Reply erasures() {
    return as("erna").get("/admin/v1/erasures");
  }

  @Test
  void nothingIsLeftOfTheViewer() {
    var ended = player().started("{\"video_name\":\"Alien\"}");
    player().delete("/api/v1/streams/" + ended);
    var running = player().started("{\"video_name\":\"Brazil\"}");
    override("{\"limit\":7,\"until\":\"2026-12-24T00:00:00Z\",\"note\":\"Visitors\"}");

    var erased = erase();
    var gone = player().heartbeat(running);
    var report = seen();

    assertThat(erased.status()).isEqualTo(202);
    assertThat(erased.flag("/complete")).isFalse();
    assertThat(erased.number("/repeat_after_ms")).isEqualTo(120_000);
    assertThat(gone.text("/reason")).isEqualTo("terminated");
    assertThat(gone.text("/by/role")).isEqualTo("erase");
    assertThat(report.texts("/streams", "stream_id")).isEmpty();
    assertThat(report.texts("/history", "stream_id")).isEmpty();
    assertThat(report.isNull("/override")).isTrue();
    assertThat(as("anna").get(path("/audit")).texts("/entries", "action")).isEmpty();
  }

  @Test
  void theCallIsRepeatedUntilItIsComplete() {
    player().started("{}");
    erase();
    pass(Duration.ofMinutes(1));
    var early = erase();
    pass(Duration.ofMillis(early.number("/repeat_after_ms")));
    var late = erase();

    assertThat(early.number("/repeat_after_ms")).isEqualTo(60_000);
    assertThat(late.flag("/complete")).isTrue();
    assertThat(late.has("/repeat_after_ms")).isFalse();
  }

  @Test
  void oneEntryTellsWhenAndWhoAndNotWhom() {
    player().started("{}");
    erase();
    pass(Duration.ofMinutes(2));
    erase();
    player().started("{}");
    erase();

    var entries = erasures();

    assertThat(entries.texts("/entries", "operator")).containsExactly("erna");
    assertThat(entries.text("/entries/0/action")).isEqualTo("erase");
    assertThat(entries.text("/entries/0/reason")).isEqualTo("Request");
    assertThat(entries.text("/entries/0/subject")).matches("[0-9a-f]{64}");
    assertThat(entries.body()).doesNotContain(viewer);
  }

  @Test
  void anErasureAfterAnHourIsAnotherOfTheSameViewer() {
    erase();
    pass(Duration.ofHours(1));
    erase();
    as("erna").delete("/admin/v1/viewers/another");

    var subjects = erasures().texts("/entries", "subject");

    assertThat(subjects).hasSize(3);
    assertThat(subjects.get(1)).isEqualTo(subjects.get(2));
    assertThat(subjects.get(0)).isNotEqualTo(subjects.get(1));
  }

  @Test
  void theEntriesAreLimited() {
    erase();
    pass(Duration.ofHours(2));
    erase();

    assertThat(as("erna").get("/admin/v1/erasures?limit=1").texts("/entries", "subject"))
        .hasSize(1);
    assertThat(as("erna").get("/admin/v1/erasures?limit=x").status()).isEqualTo(400);
  }
}
