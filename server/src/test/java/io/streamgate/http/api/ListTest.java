package io.streamgate.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Wire;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** {@code GET /api/v1/streams} and {@code GET /api/v1/streams/{id}}. */
final class ListTest extends ApiFixture {

  @Test
  void aViewerNeverSeenHasAnEmptyListAndAllSlots() {
    var reply = viewer().list("");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.texts("/streams", "stream_id")).isEmpty();
    assertThat(reply.number("/limit")).isEqualTo(3);
    assertThat(reply.number("/active")).isEqualTo(0);
    assertThat(reply.number("/remaining")).isEqualTo(3);
    assertThat(reply.isNull("/next_cursor")).isTrue();
  }

  @Test
  void theNewestComesFirstAndEachShowsHowItStands() {
    var me = viewer();
    me.started("{\"video_name\":\"ended\",\"video_ended\":true}");
    passSeconds(1);
    me.started("{\"video_name\":\"lapsed\"}");
    passSeconds(100);
    me.started("{\"video_name\":\"active\"}");

    assertThat(me.list("").texts("/streams", "status"))
        .containsExactly("active", "lapsed", "ended");
    assertThat(me.list("").number("/active")).isEqualTo(1);
    assertThat(me.list("").number("/remaining")).isEqualTo(2);
    for (var status : new String[] {"active", "lapsed", "ended"}) {
      assertThat(me.list("?status=" + status).texts("/streams", "video_name"))
          .containsExactly(status);
    }
    assertThat(me.list("?status=all").texts("/streams", "status")).hasSize(3);
  }

  @Test
  void aWalkByCursorSeesEachStreamOnceWhileNewOnesStart() {
    var me = viewer("STREAMGATE_LIMIT=50", "STREAMGATE_STARTS_PER_MINUTE=0");
    var all = new ArrayList<String>();
    for (var n = 0; n < 120; n++) {
      all.add(me.started(n % 3 == 0 ? "{}" : "{\"video_ended\":true}"));
      passSeconds(n % 2);
    }
    Collections.sort(all, Collections.reverseOrder());

    var seen = new ArrayList<String>();
    var page = me.list("?page_size=7");
    while (true) {
      seen.addAll(page.texts("/streams", "stream_id"));
      if (page.isNull("/next_cursor")) {
        break;
      }
      passSeconds(1);
      me.started("{\"video_ended\":true}");
      page = me.list("?page_size=7&cursor=" + page.text("/next_cursor"));
    }

    assertThat(seen).containsExactlyElementsOf(all);
  }

  @Test
  void remainingIsNeverNegative() {
    var me = viewer("STREAMGATE_LIMIT=0");
    me.started("{\"video_ended\":true}");

    assertThat(me.list("").number("/remaining")).isEqualTo(0);
  }

  @Test
  void everyFaultOfAQueryIsNamed() {
    var reply = viewer().list("?status=running&page_size=201&cursor=abc&limit=3");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.texts("/errors", "parameter"))
        .containsExactlyInAnyOrder("status", "page_size", "cursor", "limit");
  }

  @Test
  void aPageHas1To200Streams() {
    var me = viewer();

    for (var good : new String[] {"1", "200"}) {
      assertThat(me.list("?page_size=" + good).status()).isEqualTo(200);
    }
    for (var bad : new String[] {"0", "-1", "201", "1e2", "", "00000000001"}) {
      assertThat(me.list("?page_size=" + bad).status()).as(bad).isEqualTo(400);
    }
  }

  @Test
  void aParameterGivenTwiceIsAFault() {
    assertThat(viewer().list("?status=all&status=ended").status()).isEqualTo(400);
  }

  @Test
  void aGetChangesNothing() {
    var me = viewer();
    var id = me.started("{}");
    passSeconds(80);

    me.show(id);
    me.list("");

    assertThat(me.show(id).text("/expires_at")).isEqualTo("2026-11-23T18:01:30Z");
  }

  @Test
  void oneStreamIsShownWithItsPace() {
    var me = viewer();
    var id = me.started("{\"video_name\":\"x\"}");

    var reply = me.show(id);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("/video_name")).isEqualTo("x");
    assertThat(reply.number("/heartbeat_interval_ms")).isEqualTo(30_000);
  }

  @Test
  void anEndedStreamIsShownWithWhenAndWhy() {
    var me = viewer();
    var id = me.started("{}");
    passSeconds(5);
    me.delete("/api/v1/streams/" + id);

    var reply = me.show(id);

    assertThat(reply.text("/status")).isEqualTo("ended");
    assertThat(reply.text("/reason")).isEqualTo("ended");
    assertThat(reply.text("/ended_at")).isEqualTo("2026-11-23T18:00:05Z");
    assertThat(reply.flag("/video_ended")).isTrue();
    assertThat(reply.has("/expires_at")).isFalse();
  }

  @Test
  void historyIsKeptForTheRetentionAndNoLonger() {
    var me = viewer("STREAMGATE_HISTORY_RETENTION=PT10M");
    var id = me.started("{\"video_ended\":true}");

    passSeconds(600);
    assertThat(me.show(id).status()).isEqualTo(200);
    passSeconds(1);
    assertThat(me.show(id).status()).isEqualTo(404);
    assertThat(me.list("").texts("/streams", "stream_id")).isEmpty();
  }

  /** An invalid escape once caused an internal error with a stack trace in the log. */
  @Test
  void aQueryThatCannotBeDecodedIs400() {
    for (var query : new String[] {"?cursor=%zz", "?%", "?status=%4"}) {
      var reply = new Wire(viewer().port()).send(asked(query));
      assertThat(reply).as(query).startsWith("HTTP/1.1 400").contains("the query has a %");
    }
  }

  private static String asked(String query) {
    return "GET /api/v1/streams"
        + query
        + " HTTP/1.1\r\nHost: a\r\nx-forwarded-for: 192.0.2.9\r\nConnection: close\r\n\r\n";
  }

  @Test
  void aSemicolonSeparatesNoParameters() {
    assertThat(viewer().list("?status=all;page_size=5").texts("/errors", "parameter"))
        .containsExactly("status");
  }
}
