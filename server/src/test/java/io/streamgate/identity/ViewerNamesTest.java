package io.streamgate.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ids of viewers whom other systems name. */
final class ViewerNamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"7", "07", "auth0|abc", "a~b", "203.0.113.7"})
  void aNameOfVisibleAsciiIsTheId(String name) {
    assertThat(ViewerNames.idOf(name).value()).isEqualTo(name);
    assertThat(ViewerNames.idOf("x".repeat(128)).value()).isEqualTo("x".repeat(128));
  }

  @ParameterizedTest
  @CsvSource({
    "~a, ~8d5679ec94e658e1de328401393caa90b352cc5bc28b6a3601f38f7fdf1de3cb",
    "Zoë, ~c6a12698582fc1104ea24107a2d7268145ff06ef859707729d01fd060897f067"
  })
  void anotherNameIsATildeAndItsSha256(String name, String id) {
    assertThat(ViewerNames.idOf(name).value()).isEqualTo(id);
    assertThat(ViewerNames.idOf("x".repeat(129)).value())
        .isEqualTo("~0ec9eb33e74510bcdd1f2ea55206e82f21649c5c2becbf2b433eb475b34c01bd");
  }

  /** Otherwise a viewer could choose the name that is another one's id. */
  @Test
  void nobodyCanBeNamedLikeTheHashOfAnother() {
    var hashed = ViewerNames.idOf("Zoë");

    assertThat(ViewerNames.idOf(hashed.value())).isNotEqualTo(hashed);
  }

  /** In UTF-8, each half of a character would be the same question mark. */
  @Test
  void namesWithHalvesOfCharactersAreDifferentViewers() {
    assertThat(ViewerNames.idOf("a\ud83d").value())
        .matches("~[0-9a-f]{64}")
        .isNotEqualTo(ViewerNames.idOf("a\ud83e").value())
        .isNotEqualTo(ViewerNames.idOf("a?").value());
  }

  /** The bytes of the one in UTF-16 are those of the other in UTF-8. */
  @Test
  void aNameWithHalfACharacterIsNoOtherName() {
    assertThat(ViewerNames.idOf("\ud880")).isNotEqualTo(ViewerNames.idOf("\u0600"));
  }

  @Test
  void anEmptyNameIsNobodys() {
    assertThatIllegalArgumentException().isThrownBy(() -> ViewerNames.idOf(""));
  }

  @Test
  void aProfileOrAPlanHas1To128CharactersOfText() {
    assertThat(ViewerNames.isName("Zoë & Co")).isTrue();
    assertThat(ViewerNames.isName("😀".repeat(128))).isTrue();
    assertThat(ViewerNames.isName("")).isFalse();
    assertThat(ViewerNames.isName("x".repeat(129))).isFalse();
    assertThat(ViewerNames.isName("a\nb")).isFalse();
    assertThat(ViewerNames.isName("a\ud83d")).isFalse();
  }
}
