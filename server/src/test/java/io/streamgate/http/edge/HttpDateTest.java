package io.streamgate.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.Month;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The {@code Date} of responses. */
final class HttpDateTest {

  private static final long SECOND = 1_000_000_000;

  private final AtomicReference<Instant> time = new AtomicReference<>(Instant.EPOCH);
  private final AtomicInteger reads = new AtomicInteger();

  private Instant read() {
    reads.incrementAndGet();
    return time.get();
  }

  private HttpDate dateAt(String instant, long nanos) {
    time.set(Instant.parse(instant));
    return new HttpDate(this::read, nanos);
  }

  /** The example of RFC 9110, whose day has two digits. */
  @Test
  void aDateIsWrittenAsRfc9110HasIt() {
    assertThat(dateAt("1994-11-06T08:49:37Z", 0).at(0))
        .hasToString("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  @Test
  void everyMonthHasThreeEnglishLetters() {
    for (var month : Month.values()) {
      var text = dateAt("2026-%02d-28T00:00:00Z".formatted(month.getValue()), 0).at(0);

      assertThat(text.subSequence(8, 11).toString().toUpperCase(Locale.ROOT))
          .isEqualTo(month.name().substring(0, 3));
      assertThat(text).hasSize(29);
    }
  }

  @Test
  void theTextOfASecondIsSharedAndTheClockIsReadOnce() {
    var date = dateAt("2026-11-23T18:00:00.250Z", 7 * SECOND);

    var first = date.at(7 * SECOND);
    var last = date.at(7 * SECOND + 749_999_999);

    assertThat(last).isSameAs(first).hasToString("Mon, 23 Nov 2026 18:00:00 GMT");
    assertThat(reads).hasValue(1);
  }

  @Test
  void theNextSecondHasItsOwnText() {
    var date = dateAt("2026-11-23T18:00:00.250Z", -SECOND);
    time.set(Instant.parse("2026-11-23T18:00:01Z"));

    assertThat(date.at(-250_000_000)).hasToString("Mon, 23 Nov 2026 18:00:01 GMT");
    assertThat(reads).hasValue(2);
  }

  @Test
  void aClockThatIsSetBackIsFollowedASecondLater() {
    var date = dateAt("2026-11-23T18:00:00Z", Long.MAX_VALUE);
    time.set(Instant.parse("2026-11-23T17:00:00Z"));

    assertThat(date.at(Long.MIN_VALUE)).hasToString("Mon, 23 Nov 2026 18:00:00 GMT");
    assertThat(date.at(Long.MIN_VALUE + SECOND - 1)).hasToString("Mon, 23 Nov 2026 17:00:00 GMT");
  }
}
