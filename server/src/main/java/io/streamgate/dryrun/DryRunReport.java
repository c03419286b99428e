package io.streamgate.dryrun;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Bound;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the plans of a {@link Candidate} would have done.
 *
 * @param viewers how many viewers were looked at
 * @param starts how many starts were decided: one for each live stream, or one for each sample
 * @param viewersAffected viewers of whom at least one stream would be refused or evicted
 * @param refusedBefore how many of the starts the plans that held have refused; 0 for live streams
 * @param refusedAgain how many of those are refused again
 * @param findings for each bound that would refuse or evict, in the order of the plans' names, and
 *     within a plan in the order in which bounds are checked
 */
public record DryRunReport(
    int viewers,
    int starts,
    int viewersAffected,
    int refused,
    int evicted,
    int refusedBefore,
    int refusedAgain,
    List<PlanFinding> findings,
    Caveats caveats) {

  public DryRunReport {
    findings = List.copyOf(findings);
  }

  /**
   * What one bound of one plan would have done.
   *
   * @param plan null if the plans have no names
   * @param refused how many starts it would have refused
   * @param evicted how many live streams it would have ended
   * @param viewers how many viewers these streams are of
   */
  public record PlanFinding(
      @Nullable String plan,
      Cause cause,
      int refused,
      int evicted,
      int viewers,
      List<Example> examples) {

    public PlanFinding {
      examples = List.copyOf(examples);
    }
  }

  /** What refuses a start or ends a stream. */
  public sealed interface Cause {

    /** A rule of the plan, or the bound {@value Bound#UNCOUNTED}. */
    record OfRule(String name) implements Cause {}

    /** The limit. */
    record OfLimit() implements Cause {}

    /** A later start of the same device. */
    record OfDevice() implements Cause {}

    /** The rule with this name; the limit if it is null. */
    static Cause of(@Nullable String rule) {
      return rule == null ? new OfLimit() : new OfRule(rule);
    }
  }

  /** A viewer, and the first of the streams that would be refused or evicted. */
  public record Example(ViewerId viewer, List<StreamId> streams) {
    public Example {
      streams = List.copyOf(streams);
    }
  }

  /**
   * What the findings do not tell.
   *
   * @param unrecorded for each attribute, how many streams have no record of it: rules that look at
   *     it do not see them
   * @param unknownPlans for each plan that the candidate lacks, how many viewers have it; only the
   *     first names, if there are very many
   * @param viewersOfUnknownPlans how many viewers these are, of all names
   * @param viewersWithoutPlan viewers of whom no plan is known: the default holds
   * @param limitsCut viewers whose own limit is above the bound of the store
   */
  public record Caveats(
      SortedMap<String, Integer> unrecorded,
      SortedMap<String, Integer> unknownPlans,
      int viewersOfUnknownPlans,
      int viewersWithoutPlan,
      int limitsCut) {

    /** Nothing is left untold. */
    public boolean isEmpty() {
      return unrecorded.isEmpty()
          && viewersOfUnknownPlans == 0
          && viewersWithoutPlan == 0
          && limitsCut == 0;
    }
  }
}
