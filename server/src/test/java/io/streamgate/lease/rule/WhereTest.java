package io.streamgate.lease.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WhereTest {

  private static final Where LIVE_SPORT =
      new Where(Map.of("content_type", Set.of("live"), "genre", Set.of("sport", "news")));

  @Test
  void eachAttributeHasToHaveOneOfItsValues() {
    assertThat(LIVE_SPORT.matches(Map.of("content_type", "live", "genre", "news"))).isTrue();
    assertThat(LIVE_SPORT.matches(Map.of("content_type", "live", "genre", "film"))).isFalse();
    assertThat(LIVE_SPORT.matches(Map.of("content_type", "vod", "genre", "sport"))).isFalse();
  }

  @Test
  void aStreamWithoutARecordOfAnAttributeIsNotChosen() {
    assertThat(LIVE_SPORT.matches(Map.of("content_type", "live"))).isFalse();
    assertThat(new Where(Map.of("genre", Set.of(""))).matches(Map.of())).isFalse();
    assertThat(new Where(Map.of("genre", Set.of(""))).matches(Map.of("genre", ""))).isTrue();
  }

  @Test
  void withoutAttributesEveryStreamIsChosen() {
    assertThat(Where.ALL.matches(Map.of())).isTrue();
    assertThat(Where.ALL.matches(Map.of("genre", "film"))).isTrue();
  }
}
