package io.streamgate.dryrun;

import io.streamgate.identity.Viewer;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.AtStart;
import io.streamgate.lease.stream.Member;
import io.streamgate.policy.Plan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A viewer as a store knows it.
 *
 * @param override an operator's exception; null if there is none
 * @param live the live streams, in order of their start
 */
public record ObservedViewer(Viewer viewer, @Nullable ViewerOverride override, List<Member> live) {

  public ObservedViewer {
    live = live.stream().sorted(Comparator.comparing(Member::id)).toList();
  }

  /**
   * The viewer of stored streams, of whom a store keeps only the plan and the limit that held at
   * each start. The latest start counts.
   *
   * @param live at least one stream
   * @param current the plans that hold now, by name: a limit that is not that of its plan is the
   *     viewer's own
   */
  public static ObservedViewer recorded(
      ViewerId id,
      @Nullable ViewerOverride override,
      List<Member> live,
      Map<String, Plan> current) {
    var latest = live.stream().max(Comparator.comparing(Member::id)).orElseThrow().atStart();
    var viewer = new Viewer(id, null, latest.plan(), own(latest, current), Map.of());
    return new ObservedViewer(viewer, override, live);
  }

  private static @Nullable Limit own(AtStart start, Map<String, Plan> current) {
    var held = start.limit();
    if (held == null || start.plan() == null) {
      return null;
    }
    var plan = current.get(start.plan());
    return plan == null || plan.limit().bound() == held.bound() ? null : held;
  }
}
