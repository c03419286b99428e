package io.streamgate.store.dynamodb;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Stream;
import io.streamgate.store.dynamodb.item.ViewerItem;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * Answers a start that changes no membership, with the large details of the streams that it has.
 */
record UnchangedStart(Collaborators parts, ViewerId viewer, Start start, Instant now) {

  CompletionStage<StartDecision> to(ViewerItem item, StartDecision decision) {
    parts.outbox().removeExpiredOverride(viewer, item, now);
    return switch (decision) {
      case StartDecision.Replayed(var member, _) -> replayed(item, member);
      case StartDecision.RecordedBefore(var stream) ->
          writeDetailsAgain(stream)
              .thenCompose(_ -> whole(item, stream))
              .thenApply(StartDecision.RecordedBefore::new);
      case StartDecision.AlreadyEnded(var stream) ->
          whole(item, stream).thenApply(StartDecision.AlreadyEnded::new);
      case StartDecision.KeyReused reused -> completedStage(reused);
      case StartDecision.Refused(var live, var bound, var availableAt, var rules, var active) ->
          new FutureLeases(parts, viewer, now)
              .corrected(item)
              .thenCompose(_ -> parts.largeDetails().whole(viewer, live))
              .thenApply(
                  whole -> new StartDecision.Refused(whole, bound, availableAt, rules, active));
      case StartDecision.NotAllowed(var live, var bound, var rules) ->
          parts
              .largeDetails()
              .whole(viewer, live)
              .thenApply(whole -> new StartDecision.NotAllowed(whole, bound, rules));
      case StartDecision.Admitted _, StartDecision.Recorded _ ->
          throw new IllegalArgumentException("must be applied first: " + decision);
    };
  }

  private CompletionStage<StartDecision> replayed(ViewerItem item, Member earlier) {
    var member = item.member(earlier.id().sid()).orElse(earlier);
    return writeDetailsAgain(member)
        .thenCompose(_ -> parts.largeDetails().whole(viewer, member))
        .thenApply(whole -> new StartDecision.Replayed(whole, setIn(item)));
  }

  /** Writes large details that the admitting node may have died before writing. */
  private CompletionStage<Void> writeDetailsAgain(Stream earlier) {
    return parts.largeDetails().writeAgain(viewer, earlier, start.details(), now);
  }

  private CompletionStage<Ended> whole(ViewerItem item, Ended stream) {
    return parts.history().whole(viewer, item, stream, now);
  }

  /** The viewer's set, without what has expired. */
  LeaseSet setIn(ViewerItem item) {
    return item.set().sweptAt(now).next();
  }
}
