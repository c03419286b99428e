package io.streamgate.store.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class CallLimitTest {

  private final CallLimit limit = new CallLimit(8);

  @Test
  void aQuarterOfThePlacesIsKeptForWhatKeepsAStreamOrFreesASlot() {
    for (var call = 0; call < 6; call++) {
      assertThat(limit.enter(Priority.NORMAL)).isTrue();
    }

    assertThat(limit.enter(Priority.NORMAL)).isFalse();
    assertThat(limit.enter(Priority.URGENT)).isTrue();
    assertThat(limit.enter(Priority.URGENT)).isTrue();
    assertThat(limit.enter(Priority.URGENT)).isFalse();
    assertThat(limit.taken()).isEqualTo(8);
  }

  @Test
  void aPlaceThatIsLeftCanBeTaken() {
    for (var call = 0; call < 8; call++) {
      assertThat(limit.enter(Priority.URGENT)).isTrue();
    }
    limit.leave();

    assertThat(limit.enter(Priority.NORMAL)).isFalse();
    assertThat(limit.enter(Priority.URGENT)).isTrue();
  }

  @Test
  void fewerThanFourPlacesAreNoGate() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CallLimit(3))
        .withMessageContaining("3");
    assertThat(new CallLimit(4).enter(Priority.NORMAL)).isTrue();
  }
}
