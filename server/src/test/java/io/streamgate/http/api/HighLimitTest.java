package io.streamgate.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.TestStore;
import io.streamgate.http.ApiFixture;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A viewer with hundreds of streams: a hotel behind one address. */
final class HighLimitTest extends ApiFixture {

  @Test
  void ofThreeHundredStreamsARefusalListsTheOldestAndCountsAll() {
    TestStore.leaveOutOnTable("a table has a bound of 100");
    var me = viewer("STREAMGATE_LIMIT=300", "STREAMGATE_STARTS_PER_MINUTE=0");
    for (var guest = 0; guest < 300; guest++) {
      me.started("{\"video_name\":\"" + guest + "\"}");
      pass(Duration.ofMillis(1));
    }

    var refused = me.start("{}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.number("/limit")).isEqualTo(300);
    assertThat(refused.number("/active")).isEqualTo(300);
    assertThat(refused.text("/detail")).startsWith("300 streams are running and 300 are allowed;");
    assertThat(refused.texts("/streams", "video_name"))
        .hasSize(200)
        .startsWith("0", "1", "2")
        .endsWith("199");
    assertThat(me.list("?page_size=200").texts("/streams", "video_name"))
        .hasSize(200)
        .startsWith("299", "298");
  }
}
