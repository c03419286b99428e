package io.streamgate.lease.rule;

import static io.streamgate.given.Given.T0;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.given.GivenPlans.overrideOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.streamgate.lease.rule.ViewerOverride.Grant;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ViewerOverrideTest {

  private static final Grant NONE = new Grant.OfLimit(new Limit.AtMost(0));

  @Test
  void itHoldsUntilItsTimeAndNotAtIt() {
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
    assertThatIllegalArgumentException()
        .isThrownBy(() -> overrideOf(1, Instant.MAX))
        .withMessageStartingWith("must end by 9999-12-31T23:59:59.999Z, not +1000000000");
  }

  @Test
  void oneOfALimitKeepsTheRules() {
    var held = family(5).holding(overrideOf(1, second(10)), T0);

    assertThat(held).isEqualTo(family(5).limitedTo(new Limit.AtMost(1)));
    assertThat(held.each()).hasSize(5);
  }

  @Test
  void anExpiredOneIsAsNone() {
    assertThat(family(5).holding(overrideOf(1, T0), T0)).isEqualTo(family(5));
    assertThat(family(5).holding(null, T0)).isEqualTo(family(5));
  }

  @Test
  void withoutPlansOneOfAPlanChangesNothing() {
    var override = new ViewerOverride(new Grant.OfPlan("gold"), second(10), "operator", "");

    assertThat(limit(3).under(override)).isEqualTo(limit(3));
  }

  @Test
  void theBoundOfAStoreAlsoCapsAnOverride() {
    var capped = family(5).cappedAt(4);

    assertThat(capped.rules().limit()).isEqualTo(new Limit.AtMost(4));
    assertThat(capped.holding(overrideOf(9, second(10)), T0).limit())
        .isEqualTo(new Limit.AtMost(4));
    assertThat(capped.holding(overrideOf(3, second(10)), T0).limit())
        .isEqualTo(new Limit.AtMost(3));
  }

  @Test
  void whoSetItAndWhyAreShort() {
    var by = "b".repeat(64);
    var note = "n".repeat(200);

    assertThat(new ViewerOverride(NONE, T0, by, note).note()).isEqualTo(note);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ViewerOverride(NONE, T0, by + "b", note))
        .withMessage("must have at most 64 characters, not 65");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ViewerOverride(NONE, T0, by, note + "n"))
        .withMessage("must have at most 200 characters, not 201");
  }
}
