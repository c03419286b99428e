package io.streamgate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.identity.Viewer;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.SameDevice;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose plan has which limit. */
final class PolicySourceTest {

  private static final Plan PLAN = plan(new Limit.AtMost(3));

  private final AtomicInteger cut = new AtomicInteger();

  private static Plan plan(Limit limit) {
    return new Plan(limit, AtLimit.EVICT_OLDEST, SameDevice.COUNTS, 60, 600);
  }

  private Plan planOf(@Nullable Limit own) {
    var viewer = new Viewer(new ViewerId("7"), null, null, own, Map.of());
    var catalog = Catalog.forEveryone(PLAN);
    var observer =
        new PlanObserver() {
          @Override
          public void unknownPlan(String name) {
            throw new AssertionError(name);
          }

          @Override
          public void limitCut(int streams) {
            cut.incrementAndGet();
          }
        };
    return PolicySource.of(() -> catalog, 100, observer).offerTo(viewer).plan();
  }

  @Test
  void aViewerWithoutALimitHasThePlans() {
    assertThat(planOf(null)).isEqualTo(PLAN);
  }

  @Test
  void aViewersOwnLimitReplacesThePlansAndNothingElse() {
    assertThat(planOf(new Limit.AtMost(5))).isEqualTo(plan(new Limit.AtMost(5)));
    assertThat(planOf(new Limit.AtMost(0))).isEqualTo(plan(new Limit.AtMost(0)));
  }

  @Test
  void anOwnLimitEndsAtTheBoundOfTheStore() {
    assertThat(planOf(new Limit.AtMost(101))).isEqualTo(plan(new Limit.AtMost(100)));
    assertThat(cut).hasValue(1);
    assertThat(planOf(new Limit.AtMost(100))).isEqualTo(plan(new Limit.AtMost(100)));
    assertThat(planOf(new Limit.Unlimited())).isEqualTo(plan(new Limit.Unlimited(100)));
    assertThat(cut).hasValue(1);
  }
}
