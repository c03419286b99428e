package io.streamgate.lease.rule;

import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.unlimited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.streamgate.given.GivenPlans;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RulesTest {

  @Test
  void aLimitIsZeroToAThousand() {
    assertThat(new Limit.AtMost(0).bound()).isEqualTo(0);
    assertThat(new Limit.AtMost(1_000).bound()).isEqualTo(1_000);
  }

  @Test
  void aBoundOf0OnAStreamThatCountsAllowsNone() {
    var none = new Rule("none", 0, null, List.of("genre"), Where.ALL, null);
    var plan = GivenPlans.plan("sport", 5, List.of(none), new Where(Map.of("free", Set.of("yes"))));

    assertThat(plan.allowNone(Map.of("genre", "sport"))).isTrue();
    assertThat(plan.allowNone(Map.of("genre", "sport", "free", "yes"))).isFalse();
    assertThat(plan.allowNone(Map.of("free", ""))).isFalse();
    assertThat(plan.limitedTo(new Limit.AtMost(0)).allowNone(Map.of("free", "yes"))).isTrue();
    assertThat(limit(1).allowNone(Map.of())).isFalse();
  }

  @Test
  void aStoreMayCapALimitAndChangesNothingElse() {
    assertThat(limit(101).cappedAt(100).rules()).isEqualTo(limit(100));
    assertThat(limit(100).cappedAt(100).rules()).isEqualTo(limit(100));
    assertThat(unlimited().cappedAt(100).rules())
        .isEqualTo(unlimited().limitedTo(new Limit.Unlimited(100)));
    assertThat(unlimited().cappedAt(1_001).rules()).isEqualTo(unlimited());
  }

  @Test
  void anyOtherLimitIsACallersMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Limit.AtMost(-1))
        .withMessage("a limit must be 0 to 1000, or unlimited, not -1");
    assertThatIllegalArgumentException().isThrownBy(() -> new Limit.AtMost(1_001));
  }

  @Test
  void unlimitedIsItsOwnValueAndBoundedByAThousand() {
    assertThat(new Limit.Unlimited().bound()).isEqualTo(1_000);
    assertThat(unlimited()).isNotEqualTo(limit(1_000));
  }

  @Test
  void aLeaseIsLongerThanNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Rules(
                    new Limit.Unlimited(), AtLimit.REFUSE, SameDevice.REPLACES, Duration.ZERO))
        .withMessage("a lease must be positive, not PT0S");
  }
}
