package io.streamgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class StoreUnavailableTest {

  @Test
  void whatWasRefusedUntouchedHasNotHappenedAndWhatFailedUnderWayMayHave() {
    var cause = new IOException("no space");

    assertThat(StoreUnavailable.rejected("full").mayHaveHappened()).isFalse();
    assertThat(StoreUnavailable.underWay("the commit failed", cause).mayHaveHappened()).isTrue();
    assertThat(StoreUnavailable.underWay("the commit failed", cause))
        .hasMessage("the commit failed")
        .hasCause(cause);
  }
}
