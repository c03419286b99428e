package io.streamgate.limiter;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.lease.Amendment;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.limiter.Event.Operation;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Handles amendments: checks their rate limit, calls the store, emits events. */
final class Amendments {

  private final ObservedStore store;
  private final Event.Listener events;
  private final Lookup lookup;
  private final StartLimit rate = StartLimit.ofFewViewers();

  Amendments(ObservedStore store, Event.Listener events, Lookup lookup) {
    this.store = store;
    this.events = events;
    this.lookup = lookup;
  }

  CompletionStage<StreamAnswer.ToAmendment> amend(Terms terms, StreamId id, Amendment amendment) {
    var perMinute = terms.plan().changesPerMinute();
    var wait = untilAllowed(terms, amendment, perMinute);
    if (wait.isPositive()) {
      events.on(new Event.ChangeRefused(terms.caller(), id));
      return completedStage(new StreamAnswer.TooManyChanges(perMinute, wait));
    }
    return store
        .call(terms, Operation.AMEND, s -> s.amend(terms.viewer(), id, amendment, terms.now()))
        .thenCompose(decision -> answer(terms, amendment, decision));
  }

  /** An end is always allowed: it frees a slot, and a stream ends once. */
  private Duration untilAllowed(Terms terms, Amendment amendment, int perMinute) {
    return switch (amendment.fate()) {
      case ENDS -> Duration.ZERO;
      case GOES_ON -> rate.untilAllowed(terms.viewer(), perMinute, terms.now());
    };
  }

  private CompletionStage<StreamAnswer.ToAmendment> answer(
      Terms terms, Amendment amendment, StreamDecision.OfAmendment decision) {
    return switch (decision) {
      case StreamDecision.Kept(var member, _) ->
          completedStage(new StreamAnswer.Found(member, terms));
      case StreamDecision.Closed(var stream, _) -> {
        events.on(new Event.StreamEnded(terms.caller(), stream, terms.planName()));
        yield completedStage(new StreamAnswer.Found(stream, terms));
      }
      case StreamDecision.Rejected(var objections) ->
          completedStage(new StreamAnswer.Rejected(objections));
      case StreamDecision.Gone(var stream) ->
          switch (amendment.fate()) {
            // a repeated end: the first response may have been lost
            case ENDS -> completedStage(new StreamAnswer.Found(stream, terms));
            case GOES_ON -> lookup.gone(terms, stream).thenApply(gone -> gone);
          };
      case StreamDecision.Unknown() -> completedStage(new StreamAnswer.Unknown());
    };
  }
}
