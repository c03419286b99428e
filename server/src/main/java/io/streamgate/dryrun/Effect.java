package io.streamgate.dryrun;

import io.streamgate.dryrun.DryRunReport.Cause;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.rule.Bound;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a bound of a plan does to a stream. */
record Effect(Origin origin, Action action, StreamId stream) {

  /** The plan, null if it has no name, and what of it has the effect. */
  record Origin(@Nullable String plan, Cause cause) {}

  enum Action {
    REFUSED,
    EVICTED
  }

  /** The effects of the plan on {@code start} and on others; what a person takes over is none. */
  static List<Effect> of(Start.Play start, StartDecision decision) {
    return switch (decision) {
      case StartDecision.Refused(_, var bound, _, var rules, _) ->
          List.of(refused(start, bound, rules));
      case StartDecision.NotAllowed(_, var bound, var rules) ->
          List.of(refused(start, bound, rules));
      case StartDecision.Admitted(var member, _, var ended) ->
          ended.stream()
              .filter(each -> !isTakenOver(each, start.takeover()))
              .flatMap(each -> evicted(each, member.atStart().plan()).stream())
              .toList();
      case StartDecision.Replayed _,
          StartDecision.Recorded _,
          StartDecision.RecordedBefore _,
          StartDecision.AlreadyEnded _,
          StartDecision.KeyReused _ ->
          List.of();
    };
  }

  private static Effect refused(Start.Play start, Bound bound, Rules rules) {
    var origin = new Origin(rules.plan(), Cause.of(bound.rule()));
    return new Effect(origin, Action.REFUSED, start.id());
  }

  private static Optional<Effect> evicted(Ended ended, @Nullable String plan) {
    return cause(ended.ending())
        .map(cause -> new Effect(new Origin(plan, cause), Action.EVICTED, ended.id()));
  }

  private static boolean isTakenOver(Ended ended, Takeover takeover) {
    return switch (takeover) {
      case Takeover.None() -> false;
      case Takeover.Oldest() -> ended.ending() instanceof Ending.Evicted;
      case Takeover.Chosen(var ids) -> ids.contains(ended.id());
    };
  }

  private static Optional<Cause> cause(Ending ending) {
    return switch (ending) {
      case Ending.Evicted(_, _, var rule) -> Optional.of(Cause.of(rule));
      case Ending.Replaced _ -> Optional.of(new Cause.OfDevice());
      case Ending.Finished _,
          Ending.Stopped _,
          Ending.Recorded _,
          Ending.Displaced _,
          Ending.Expired _,
          Ending.Terminated _,
          Ending.Other _ ->
          Optional.empty();
    };
  }
}
