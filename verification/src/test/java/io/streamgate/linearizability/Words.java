package io.streamgate.linearizability;

import io.streamgate.lease.Decision;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.OperatorDecision;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.oracle.Wording;
import java.time.Instant;
import java.util.List;

/**
 * The part of an answer that has to match: everything except one detail. Of streams that lost their
 * slot to a start, it compares which ones and how they ended. Their last reported playback is not
 * compared, because a heartbeat may arrive between the decision and its effect.
 */
final class Words {

  private Words() {}

  static String of(Decision decision) {
    return switch (decision) {
      case StartDecision.Admitted(var member, var next, var ended) ->
          "admitted %s, for %s, among %d"
              .formatted(Wording.of(member), taken(ended), next.members().size());
      case Decision other -> Wording.of(other);
    };
  }

  private static List<String> taken(List<Ended> ended) {
    return ended.stream()
        .filter(stream -> !(stream.ending() instanceof Ending.Expired))
        .map(stream -> stream.id() + " " + Wording.of(stream.ending()))
        .sorted()
        .toList();
  }

  /** The members without the expired ones, and the override if it holds. */
  static String of(LeaseSet set, Instant now) {
    var kept = set.sweptAt(now).next();
    var members = kept.members().stream().map((Member member) -> Wording.of(member)).toList();
    return kept.override() == null
        ? members.toString()
        : members + " " + Wording.of(new OperatorDecision.Overridden(kept));
  }

  static String ofRecord(List<Ended> history, StreamId id) {
    return history.stream()
        .filter(stream -> stream.id().equals(id))
        .map((Ended stream) -> Wording.of(stream))
        .findFirst()
        .orElse("not on record");
  }
}
