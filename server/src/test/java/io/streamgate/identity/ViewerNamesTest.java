package io.streamgate.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ids of viewers that others have named. */
final class ViewerNamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"7", "auth0|5f", "a~", "203.0.113.7"})
  void aNameThatCanBeAnIdIsOne(String name) {
    assertThat(ViewerNames.idOf(name).value()).isEqualTo(name);
  }

  @Test
  void aNameOfAHundredAndTwentyEightCharactersIsTheLongest() {
    assertThat(ViewerNames.idOf("a".repeat(128)).value()).isEqualTo("a".repeat(128));
    assertThat(ViewerNames.idOf("a".repeat(129)).value()).matches("~[0-9a-f]{64}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zoë", "a b", "~", "~a", "a\u007f", "a\nb"})
  void anotherNameBecomesItsHash(String name) {
    assertThat(ViewerNames.idOf(name).value()).matches("~[0-9a-f]{64}");
  }

  /** Otherwise somebody could choose a name that is the id of another viewer. */
  @Test
  void aNameThatLooksLikeAHashIsHashed() {
    var hashed = ViewerNames.idOf("Zoë");

    assertThat(ViewerNames.idOf(hashed.value())).isNotEqualTo(hashed);
  }

  @Test
  void theHashIsTheOneOfTheTextInUtf8() {
    assertThat(ViewerNames.idOf("é").value())
        .isEqualTo("~4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c");
  }
}
