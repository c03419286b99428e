package io.streamgate.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.rule.Limit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A viewer's own limit. */
final class OwnLimitTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 999, 1000})
  void aWholeNumberUpToTheBoundIsALimit(int streams) {
    assertThat(OwnLimit.parse(Integer.toString(streams))).contains(new Limit.AtMost(streams));
  }

  @Test
  void noLimitIsUnlimited() {
    assertThat(OwnLimit.parse("unlimited")).contains(new Limit.Unlimited());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1001", "99999", "05", "5.0", "1e2", " 5", "Unlimited", "five"})
  void everythingElseIsNoLimit(String text) {
    assertThat(OwnLimit.parse(text)).isEmpty();
  }
}
