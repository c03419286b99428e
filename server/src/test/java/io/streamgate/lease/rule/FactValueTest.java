package io.streamgate.lease.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FactValueTest {

  @Test
  void aValueOfUpToSixtyFourCharactersIsKept() {
    assertThat(FactValue.of("")).isEmpty();
    assertThat(FactValue.of("x".repeat(64))).isEqualTo("x".repeat(64));
  }

  @Test
  void ofALongerOneItsHashIsKept() {
    assertThat(FactValue.of("x".repeat(65)))
        .isEqualTo("~9537c5fdf120482f7d58d25e9ed583f52c02b4e304ea814db1633ad565aed7e9");
  }

  /**
   * A player that knew the hash of its device's id once played two streams on what a rule took for
   * one device.
   */
  @Test
  void noOtherValueIsKeptAsTheHashOfALongerOne() {
    var kept = FactValue.of("x".repeat(65));

    assertThat(FactValue.of(kept.substring(1))).isNotEqualTo(kept);
    assertThat(FactValue.of(kept)).isNotEqualTo(kept);
  }

  @Test
  void aCharacterThatJavaHasAsTwoCountsOnce() {
    var clapper = "\ud83c\udfac";

    assertThat(FactValue.of(clapper.repeat(64))).isEqualTo(clapper.repeat(64));
    assertThat(FactValue.of(clapper.repeat(65))).hasSize(65).doesNotContain(clapper);
  }
}
