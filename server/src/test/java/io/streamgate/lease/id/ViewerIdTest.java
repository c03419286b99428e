package io.streamgate.lease.id;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ViewerIdTest {

  @Test
  void sevenSpellingsOfANumberAreSevenViewers() {
    var spelled = Stream.of("7", "07", "7.0", "7e0", "+7", "0x7", "007").map(ViewerId::new);

    assertThat(spelled.collect(toSet())).hasSize(7);
  }

  @Test
  void caseAndSeparatorsNeitherAliasNorSplit() {
    assertThat(new ViewerId("a:b")).isNotEqualTo(new ViewerId("A:b"));
    assertThat(new ViewerId("a:b")).isNotEqualTo(new ViewerId("a/b"));
    assertThat(new ViewerId("a:b")).isEqualTo(new ViewerId("a:b"));
  }

  @Test
  void aViewerIsOneTo128VisibleAsciiCharacters() {
    assertThat(new ViewerId("!~").value()).isEqualTo("!~");
    assertThat(ViewerId.isValid("x".repeat(128))).isTrue();
    assertThat(ViewerId.isValid("x".repeat(129))).isFalse();
    assertThat(ViewerId.isValid("")).isFalse();
  }

  @Test
  void blanksControlsAndOtherAlphabetsNameNoViewer() {
    for (var text : List.of(" ", "a b", "a\n", "a\0", "\u007f", "\u00e9", "\uff17")) {
      assertThatIllegalArgumentException().isThrownBy(() -> new ViewerId(text));
    }
  }

  @Test
  void aViewerReadsAsItIsSpelled() {
    assertThat(new ViewerId("a:b")).hasToString("a:b");
  }
}
