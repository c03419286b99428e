package io.streamgate.lease;

import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Stream;
import java.time.Instant;

/**
 * A start with the sid of an earlier one, whose stream answers it. Checks no bound, and ends no
 * stream: {@code set} still has the members that have expired.
 */
record Repetition(LeaseSet set, Stream earlier) {

  StartDecision decide(Start start, Rules rules, Instant now) {
    if (start.details().content().isOtherThan(earlier.details().content())) {
      return new StartDecision.KeyReused(earlier.id());
    }
    return switch (earlier) {
      case Member member -> {
        var renewed = member.renewed(rules.lease(), now);
        yield new StartDecision.Replayed(renewed, set.replacing(renewed));
      }
      case Ended ended ->
          ended.ending() instanceof Ending.Recorded
              ? new StartDecision.RecordedBefore(ended)
              : new StartDecision.AlreadyEnded(ended);
    };
  }
}
