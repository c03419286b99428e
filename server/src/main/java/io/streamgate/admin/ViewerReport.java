package io.streamgate.admin;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.SlotUsage;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.limiter.Terms;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a viewer.
 *
 * @param terms what the viewer may, by the override if one holds
 * @param set without members that have ended and an override that has expired
 * @param history a page of ended streams, newest first
 * @param nextBefore where the next page of the history begins; null on the last
 */
public record ViewerReport(
    Terms terms, LeaseSet set, List<Ended> history, @Nullable StreamId nextBefore) {

  public ViewerReport {
    history = List.copyOf(history);
  }

  /** Where a limit comes from. */
  public enum LimitSource {
    OVERRIDE,
    /** The file of plans. */
    PLAN,
    /** The settings. */
    DEFAULT;

    /** The name in answers. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where the limit of the terms comes from. */
  public LimitSource limitFrom() {
    if (set.override() != null) {
      return LimitSource.OVERRIDE;
    }
    return terms.planName() == null ? LimitSource.DEFAULT : LimitSource.PLAN;
  }

  /** The exception that holds; null if there is none. */
  public @Nullable ViewerOverride override() {
    return set.override();
  }

  /** The slots in use. */
  public SlotUsage usage() {
    return SlotUsage.of(set, terms.limit(), terms.now());
  }

  /** How many members are silent, and can still go on. */
  public int lapsed() {
    return set.members().size() - set.liveAt(terms.now()).size();
  }

  /** The streams that have not ended, newest first. */
  public List<Member> members() {
    return set.members().stream().sorted(Comparator.comparing(Member::id).reversed()).toList();
  }
}
