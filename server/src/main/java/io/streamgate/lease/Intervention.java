package io.streamgate.lease;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Termination;
import java.time.Instant;
import java.util.List;

/** Decides what an operator does to the streams of a viewer. The viewer may start again at once. */
public record Intervention(LeaseSet set, Termination by, Instant now) {

  /** Decides the end of one stream. Ending an unknown or ended stream changes nothing. */
  public StreamDecision.OfEnd end(StreamId id) {
    return switch (set.find(id, now).orElse(null)) {
      case Member member -> {
        var ended = terminated(member);
        yield new StreamDecision.Closed(ended, set.without(List.of(ended), now));
      }
      case Ended ended -> new StreamDecision.Gone(ended);
      case null -> new StreamDecision.Unknown();
    };
  }

  /**
   * Decides the end of all members, live or lapsed, counted or not. Members that have expired stay
   * for the next sweep, which records when.
   */
  public OperatorDecision.Terminated endAll() {
    var present = LeaseSet.only(set.members(), member -> !member.isOverAt(now));
    var all = present.stream().map(this::terminated).toList();
    return new OperatorDecision.Terminated(all, set.without(all, now));
  }

  /**
   * Decides the erasure of all data of the viewer: members end, and only the ids of ended streams
   * are left, for {@link Ended#KEY_REMEMBERED_FOR}.
   */
  public OperatorDecision.Erased erase() {
    var known = set.sweptAt(now).next();
    var all = known.members().stream().map(member -> bare(member.id(), now)).toList();
    var remembered =
        known.recent().stream().map(ended -> bare(ended.id(), ended.ending().at())).toList();
    var next = new LeaseSet(List.of(), remembered).without(all, now);
    var isComplete = known.isEmpty() && set.members().isEmpty();
    return new OperatorDecision.Erased(all, next, isComplete);
  }

  private Ended terminated(Member member) {
    return member.ended(new Ending.Terminated(now, by));
  }

  /** All that is left of an erased stream: its own ending may name a device. */
  private Ended bare(StreamId id, Instant endedAt) {
    var member = new Member(id, endedAt, Playback.fromStart(), Details.NONE);
    return member.ended(new Ending.Terminated(endedAt, by));
  }
}
