package io.streamgate.store.dynamodb.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class GateTest {

  private final Gate gate = new Gate(8);

  @Test
  void aQuarterOfThePlacesIsKeptForWhatKeepsAStreamOrFreesASlot() {
    for (var call = 0; call < 6; call++) {
      assertThat(gate.enter(Lane.ANY)).isTrue();
    }

    assertThat(gate.enter(Lane.ANY)).isFalse();
    assertThat(gate.enter(Lane.URGENT)).isTrue();
    assertThat(gate.enter(Lane.URGENT)).isTrue();
    assertThat(gate.enter(Lane.URGENT)).isFalse();
    assertThat(gate.taken()).isEqualTo(8);
  }

  @Test
  void aPlaceThatIsLeftCanBeTaken() {
    for (var call = 0; call < 8; call++) {
      assertThat(gate.enter(Lane.URGENT)).isTrue();
    }
    gate.leave();

    assertThat(gate.enter(Lane.ANY)).isFalse();
    assertThat(gate.enter(Lane.URGENT)).isTrue();
  }

  @Test
  void fewerThanFourPlacesAreNoGate() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Gate(3)).withMessageContaining("3");
    assertThat(new Gate(4).enter(Lane.ANY)).isTrue();
  }
}
