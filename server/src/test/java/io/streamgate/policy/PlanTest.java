package io.streamgate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.policy.Pace.OnStoreFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PlanTest {

  private static final Pace PACE =
      new Pace(
          Duration.ofSeconds(90),
          Duration.ofSeconds(30),
          Duration.ofSeconds(15),
          OnStoreFailure.REFUSE);

  private static Plan plan(int startsPerMinute) {
    return new Plan(
        new Limit.AtMost(2), AtLimit.EVICT_IDLE, SameDevice.COUNTS, startsPerMinute, 600);
  }

  @Test
  void theKernelIsGivenThePlanAndTheLeaseOfThePace() {
    assertThat(plan(60).at(PACE))
        .isEqualTo(
            new Rules(
                new Limit.AtMost(2),
                AtLimit.EVICT_IDLE,
                SameDevice.COUNTS,
                Duration.ofSeconds(90)));
  }

  @Test
  void startsPerMinuteAreZeroOrMore() {
    assertThat(plan(0).startsPerMinute()).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> plan(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Plan(new Limit.AtMost(2), AtLimit.REFUSE, SameDevice.COUNTS, 0, -1));
  }
}
