package io.streamgate.lease;

import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import java.time.Instant;
import java.util.List;

/** What the kernel answers to a start. {@code next} is the viewer's set from then on. */
public sealed interface StartDecision extends Decision {

  /**
   * It holds a slot.
   *
   * @param ended whose slots it took, and members that had ended unnoticed
   */
  record Admitted(Member member, LeaseSet next, List<Ended> ended) implements StartDecision {
    public Admitted {
      ended = List.copyOf(ended);
    }
  }

  /** It was admitted before and still is a member; its lease is renewed. */
  record Replayed(Member member, LeaseSet next) implements StartDecision {}

  /** It is on record as a view that was over already. */
  record Recorded(Ended stream, LeaseSet next) implements StartDecision {}

  /** It had been put on record before. */
  record RecordedBefore(Ended stream) implements StartDecision {}

  /** It was admitted before and has ended since. */
  record AlreadyEnded(Ended stream) implements StartDecision {}

  /**
   * Live streams hold every slot. Nothing has changed.
   *
   * @param live the streams that are in the way, in the order they started
   * @param limit the number of streams that would have been allowed
   * @param availableAt when there is room if the players fall silent
   */
  record Refused(List<Member> live, int limit, Instant availableAt) implements StartDecision {
    public Refused {
      live = List.copyOf(live);
    }
  }

  /** The plan allows no stream at all, so that waiting cannot help. Nothing has changed. */
  record NotAllowed(List<Member> live) implements StartDecision {
    public NotAllowed {
      live = List.copyOf(live);
    }
  }
}
