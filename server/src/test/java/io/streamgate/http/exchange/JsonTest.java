package io.streamgate.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timestamps are written like {@code Instant#toString}. */
final class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23T18:00:00Z",
        "2026-11-23T18:00:00.001Z",
        "2026-11-23T09:08:07.060Z",
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999Z",
        "2024-02-29T23:59:59.100Z",
        "+10000-01-01T00:00:00.500Z",
        "2026-11-23T18:00:00.000001Z"
      })
  void aTimeIsWrittenAsRfc3339(String text) {
    assertThat(Json.rfc3339(Instant.parse(text))).isEqualTo(text);
  }

  @Test
  void aTimeIsWrittenAsTheLibraryWritesIt() {
    var random = new Random(20261125);
    for (var i = 0; i < 10_000; i++) {
      var time = Instant.ofEpochMilli(random.nextLong(-100_000_000_000_000L, 4_000_000_000_000L));

      assertThat(Json.rfc3339(time)).isEqualTo(time.toString());
    }
  }
}
