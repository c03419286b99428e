package io.streamgate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.streamgate.policy.Pace.OnStoreFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PaceTest {

  private static Pace pace(int leaseSeconds, int intervalSeconds) {
    return new Pace(
        Duration.ofSeconds(leaseSeconds),
        Duration.ofSeconds(intervalSeconds),
        Duration.ofSeconds(15),
        OnStoreFailure.REFUSE);
  }

  @Test
  void aLeaseOfThreeIntervalsIsEnough() {
    assertThat(pace(90, 30).lease()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void aLeaseShorterThanThreeIntervalsIsNoPace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pace(89, 30))
        .withMessage("a lease must be at least three intervals of PT30S, not PT1M29S");
  }

  @Test
  void anIntervalIsLongerThanNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> pace(90, 0));
  }
}
