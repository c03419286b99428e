package io.streamgate.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /admin/v1/viewers/{viewer}}. */
final class ShowViewerTest extends AdminFixture {

  @Test
  void aViewerNeverSeenIsAnEmptyOne() {
    var reply = seen();

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("/viewer")).isEqualTo(viewer);
    assertThat(reply.number("/limit")).isEqualTo(3);
    assertThat(reply.text("/limit_from")).isEqualTo("default");
    assertThat(reply.text("/at_limit")).isEqualTo("refuse");
    assertThat(reply.isNull("/override")).isTrue();
    assertThat(reply.number("/remaining")).isEqualTo(3);
    assertThat(reply.texts("/streams", "stream_id")).isEmpty();
    assertThat(reply.texts("/history", "stream_id")).isEmpty();
    assertThat(reply.has("/next_before")).isFalse();
    assertThat(reply.has("/plan")).isFalse();
  }

  @Test
  void streamsThatRunAndThatHaveEndedAreApart() {
    var first = player().started("{\"video_name\":\"Alien\"}");
    pass(Duration.ofSeconds(1));
    var second = player().started("{\"video_name\":\"Brazil\",\"device_name\":\"Den\"}");
    player().delete("/api/v1/streams/" + first);

    var reply = seen();

    assertThat(reply.texts("/streams", "stream_id")).containsExactly(second);
    assertThat(reply.text("/streams/0/device_name")).isEqualTo("Den");
    assertThat(reply.texts("/history", "stream_id")).containsExactly(first);
    assertThat(reply.text("/history/0/reason")).isEqualTo("ended");
    assertThat(reply.number("/active")).isEqualTo(1);
  }

  @Test
  void aSilentStreamIsLapsed() {
    player().started("{}");
    pass(Duration.ofMinutes(3));

    var reply = seen();

    assertThat(reply.number("/active")).isZero();
    assertThat(reply.number("/lapsed")).isEqualTo(1);
    assertThat(reply.text("/streams/0/status")).isEqualTo("lapsed");
  }

  @Test
  void aStreamThatNobodyHasSweptIsInTheHistory() {
    var id = player().started("{}");
    pass(Duration.ofMinutes(20));

    var reply = seen();

    assertThat(reply.texts("/streams", "stream_id")).isEmpty();
    assertThat(reply.texts("/history", "stream_id")).containsExactly(id);
    assertThat(reply.text("/history/0/reason")).isEqualTo("lapsed");
  }

  @Test
  void whoTookASlotAndWhoStoppedAStreamIsShown() {
    var taken = player().started("{}");
    pass(Duration.ofSeconds(1));
    var taker = player().started("{\"takeover\":\"" + taken + "\"}");
    player().with("x-device-id", "phone-1").delete("/api/v1/streams/" + taker);

    var reply = seen();

    assertThat(reply.text("/history/0/by/device_id")).isEqualTo("phone-1");
    assertThat(reply.text("/history/1/by/stream_id")).isEqualTo(taker);
  }

  @Test
  void theHistoryHasPages() {
    for (var i = 0; i < 5; i++) {
      player().delete("/api/v1/streams/" + player().started("{\"video_name\":\"" + i + "\"}"));
      pass(Duration.ofSeconds(1));
    }

    var first = as("anna").get(path("?page_size=2"));
    var second = page(first);
    var third = page(second);

    assertThat(first.texts("/history", "video_name")).containsExactly("4", "3");
    assertThat(second.texts("/history", "video_name")).containsExactly("2", "1");
    assertThat(third.texts("/history", "video_name")).containsExactly("0");
    assertThat(third.has("/next_before")).isFalse();
  }

  private Reply page(Reply before) {
    return as("anna").get(path("?page_size=2&before=" + before.text("/next_before")));
  }

  @Test
  void theNameOfAViewerIsPercentDecoded() {
    var player = Client.of(player().port()).with("x-forwarded-for", "2001:db8::1");
    player.started("{}");

    var reply = as("anna").get("/admin/v1/viewers/2001:db8::%2F64");

    assertThat(reply.text("/viewer")).isEqualTo("2001:db8::/64");
    assertThat(reply.number("/active")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%20b", "%C3%A4", "a%00"})
  void aNameThatNoViewerCanHaveIsRefused(String viewer) {
    var reply = as("anna").get("/admin/v1/viewers/" + viewer);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/type")).isEqualTo("/problems/viewer-invalid");
  }

  @ParameterizedTest
  @CsvSource({
    "page_size=0, page_size, from 1 to 200",
    "page_size=201, page_size, from 1 to 200",
    "page_size=x, page_size, from 1 to 200",
    "before=x, before, next_before",
    "size=1, size, not a known parameter",
    "page_size=1&page_size=2, page_size, given twice"
  })
  void aParameterThatIsWrongIsNamed(String query, String name, String detail) {
    var reply = as("anna").get(path("?" + query));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/errors/0/parameter")).isEqualTo(name);
    assertThat(reply.text("/errors/0/detail")).contains(detail);
  }

  @Test
  void allFaultsOfAQueryAreNamedAtOnce() {
    var reply = as("anna").get(path("?page_size=0&before=x&size=1"));

    assertThat(reply.texts("/errors", "parameter")).containsExactly("size", "page_size", "before");
  }
}
