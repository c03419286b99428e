package io.streamgate.lease;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.rule.Bound;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import java.time.Instant;
import java.util.List;

/** The decision on a start. {@code next} is the viewer's new set. */
public sealed interface StartDecision extends Decision {

  /** The stream holds a slot. {@code ended} had held it, or had expired. */
  record Admitted(Member member, LeaseSet next, List<Ended> ended) implements StartDecision {
    public Admitted {
      ended = List.copyOf(ended);
    }
  }

  /** A repeated start of a member, whose lease is renewed. */
  record Replayed(Member member, LeaseSet next) implements StartDecision {}

  /** A past view, now in the history. */
  record Recorded(Ended stream, LeaseSet next) implements StartDecision {}

  /** A repeated record of a past view. */
  record RecordedBefore(Ended stream) implements StartDecision {}

  /** A repeated start of a stream that has ended since. */
  record AlreadyEnded(Ended stream) implements StartDecision {}

  /** The key belongs to an earlier start, of other content. Nothing has changed. */
  record KeyReused(StreamId earlier) implements StartDecision {}

  /**
   * Live streams fill a bound. Nothing has changed.
   *
   * @param live the live streams that the bound counts, in order of their start
   * @param availableAt from when on the start succeeds if no more heartbeats arrive, under all
   *     bounds; an eviction for one bound can make room under another one before
   * @param rules the rules that held
   * @param all all live streams, in order of their start
   */
  record Refused(List<Member> live, Bound bound, Instant availableAt, Rules rules, List<Member> all)
      implements StartDecision {
    public Refused {
      live = List.copyOf(live);
      all = List.copyOf(all);
    }

    /** How many live streams the limit counts. */
    public int active() {
      return LeaseSet.only(all, Member::isCounted).size();
    }
  }

  /**
   * The plan allows no streams, or none of this kind, so waiting does not help. Nothing has
   * changed.
   *
   * @param live the live streams, in order of their start
   * @param bound the bound, which is 0
   * @param rules the rules that held
   */
  record NotAllowed(List<Member> live, Bound bound, Rules rules) implements StartDecision {
    public NotAllowed {
      live = List.copyOf(live);
    }

    /** How many live streams the limit counts. */
    public int active() {
      return (int) live.stream().filter(Member::isCounted).count();
    }
  }
}
