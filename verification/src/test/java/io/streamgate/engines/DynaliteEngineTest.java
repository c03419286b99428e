package io.streamgate.engines;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
final class DynaliteEngineTest extends DynamoEngineContract {

  DynaliteEngineTest() {
    super(DynamoEngine.dynalite());
  }

  @Test
  void refusalDoesNotBringTheOldItem() {
    assertThat(refusal().hasItem()).isFalse();
  }

  /** dynalite compares two maps by identity, but their parts by value. */
  @Test
  void mapEqualsNoOther() {
    update("SET #L = :lease");

    assertThat(holds("#L = :lease")).isFalse();
  }

  @Test
  void thereIsNoTimeToLive() {
    assertThat(timeToLive().timeToLiveStatusAsString()).isEqualTo("DISABLED");
  }
}
