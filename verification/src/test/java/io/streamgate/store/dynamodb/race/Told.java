package io.streamgate.store.dynamodb.race;

import io.streamgate.given.Given;
import io.streamgate.lease.Decision;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Sid;
import java.util.List;
import java.util.stream.Stream;

/**
 * The answers that a player received.
 *
 * @param name of its stream
 * @param later the answers to its heartbeats and its end
 */
record Told(String name, StartDecision start, List<Decision> later) {

  Told {
    later = List.copyOf(later);
  }

  Sid sid() {
    return Given.id(name, 0).sid();
  }

  /** Whether it was told that its stream holds or held a slot. */
  boolean isAdmitted() {
    return switch (start) {
      case StartDecision.Admitted _, StartDecision.Replayed _, StartDecision.AlreadyEnded _ -> true;
      case StartDecision.Refused _,
          StartDecision.NotAllowed _,
          StartDecision.KeyReused _,
          StartDecision.Recorded _,
          StartDecision.RecordedBefore _ ->
          false;
    };
  }

  /** Whether it was told that its stream has ended. */
  boolean isOver() {
    return start instanceof StartDecision.AlreadyEnded
        || later.stream()
            .anyMatch(
                each ->
                    each instanceof StreamDecision.Closed || each instanceof StreamDecision.Gone);
  }

  /** Whether it was told that its stream is unknown. */
  boolean isUnknown() {
    return later.stream().anyMatch(StreamDecision.Unknown.class::isInstance);
  }

  /** The largest number of members in one answer. */
  int members() {
    return sets().stream().mapToInt(set -> set.members().size()).max().orElse(0);
  }

  /** The viewer's sets in its answers. */
  List<LeaseSet> sets() {
    return Stream.concat(Stream.<Decision>of(start), later.stream())
        .map(answer -> answer.after(LeaseSet.EMPTY))
        .toList();
  }
}
