package io.streamgate.lease;

import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.unlimited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RulesTest {

  @Test
  void aLimitIsZeroToHundred() {
    assertThat(new Rules.Limit.AtMost(0).bound()).isEqualTo(0);
    assertThat(new Rules.Limit.AtMost(100).bound()).isEqualTo(100);
  }

  @Test
  void anyOtherLimitIsACallersMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rules.Limit.AtMost(-1))
        .withMessage("a limit must be 0 to 100, or unlimited, not -1");
    assertThatIllegalArgumentException().isThrownBy(() -> new Rules.Limit.AtMost(101));
  }

  @Test
  void unlimitedIsItsOwnValueAndBoundedByHundred() {
    assertThat(new Rules.Limit.Unlimited().bound()).isEqualTo(100);
    assertThat(unlimited()).isNotEqualTo(limit(100));
  }

  @Test
  void aLeaseIsLongerThanNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Rules(
                    new Rules.Limit.Unlimited(),
                    Rules.AtLimit.REFUSE,
                    Rules.SameDevice.REPLACES,
                    Duration.ZERO))
        .withMessage("a lease must be positive, not PT0S");
  }
}
