package io.streamgate.simulation.plans;

import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.simulation.world.Timeline;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes what a viewer may, from time to time.
 *
 * @param note is told of each change, whose kind comes before a colon
 */
public record PlanChanges(
    PlanHistory plan, Timeline timeline, Random random, Consumer<String> note) {

  private static final List<Integer> LIMITS =
      List.of(0, 1, 1, 2, 2, 3, 3, 3, PlanHistory.UNLIMITED);
  private static final long HOUR_MS = 3_600_000;
  private static final long NEXT_PLANS_MS = 4 * HOUR_MS;
  private static final long NEXT_OVERRIDE_MS = 4 * HOUR_MS;
  private static final long SLOWEST_NODE_MS = 600_000;
  private static final long SOON_MS = 60_000;

  /** Another limit, on all nodes at once. */
  public void changeLimitLater() {
    timeline.in(
        random.nextLong(NEXT_PLANS_MS),
        () -> {
          var limit = LIMITS.get(random.nextInt(LIMITS.size()));
          note.accept("limit changed: it is " + limit);
          plan.nodes().forEach(node -> plan.change(timeline.nowMs(), node, plan.limitedTo(limit)));
          changeLimitLater();
        });
  }

  /** A new file of plans, which one node reads after the other. */
  public void changePlansLater(Catalogs catalogs) {
    timeline.in(
        random.nextLong(NEXT_PLANS_MS),
        () -> {
          var next = catalogs.next();
          for (var node : plan.nodes()) {
            timeline.in(
                random.nextLong(SLOWEST_NODE_MS),
                () -> {
                  note.accept("plans changed: %s has %s".formatted(node, next.standard()));
                  plan.change(timeline.nowMs(), node, next);
                });
          }
          changePlansLater(catalogs);
        });
  }

  /** Another override, or none; sometimes when the last one has just expired. */
  public void overrideLater(Catalogs catalogs, Consumer<@Nullable ViewerOverride> operator) {
    overrideIn(random.nextLong(NEXT_OVERRIDE_MS), catalogs, operator);
  }

  private void overrideIn(
      long waitMs, Catalogs catalogs, Consumer<@Nullable ViewerOverride> operator) {
    timeline.in(
        waitMs,
        () -> {
          var nowMs = timeline.nowMs();
          var next = random.nextInt(4) == 0 ? null : catalogs.override(nowMs);
          operator.accept(next);
          if (next == null || random.nextBoolean()) {
            overrideLater(catalogs, operator);
          } else {
            var leftMs = next.until().toEpochMilli() - nowMs;
            overrideIn(leftMs + random.nextLong(SOON_MS), catalogs, operator);
          }
        });
  }
}
