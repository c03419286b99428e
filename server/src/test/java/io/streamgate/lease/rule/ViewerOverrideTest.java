package io.streamgate.lease.rule;

import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.overrideOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamgate.lease.rule.ViewerOverride.Grant;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ViewerOverrideTest {

  private static final Grant GRANT = new Grant.OfPlan("family");

  @Test
  void itHoldsUntilItsEndAndNotAtIt() {
    var override = overrideOf(1, second(10));

    assertThat(override.holdsAt(second(9.999))).isTrue();
    assertThat(override.holdsAt(second(10))).isFalse();
  }

  /** Stores keep milliseconds: it would end earlier after a restart. */
  @Test
  void itsEndHasMilliseconds() {
    assertThat(overrideOf(1, second(10).plusNanos(1_999_999)))
        .isEqualTo(overrideOf(1, second(10.001)));
  }

  @Test
  void itEndsByTheYear9999() {
    assertThat(overrideOf(1, ViewerOverride.LATEST).until()).isEqualTo(ViewerOverride.LATEST);
    assertThatThrownBy(() -> overrideOf(1, Instant.MAX))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must end by 9999-12-31T23:59:59.999Z, not +1000000000");
  }

  @Test
  void itsTextsHaveABound() {
    var longest = new ViewerOverride(GRANT, second(1), "b".repeat(64), "n".repeat(200));

    assertThatThrownBy(() -> new ViewerOverride(GRANT, second(1), longest.by() + "b", ""))
        .hasMessage("must have at most 64 characters, not 65");
    assertThatThrownBy(() -> new ViewerOverride(GRANT, second(1), "", longest.note() + "n"))
        .hasMessage("must have at most 200 characters, not 201");
  }
}
