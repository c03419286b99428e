package io.streamgate.limiter;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.failure.Causes;
import io.streamgate.identity.Caller;
import io.streamgate.lease.Amendment;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Playback.Report;
import io.streamgate.limiter.Event.Finding;
import io.streamgate.limiter.Event.Operation;
import io.streamgate.policy.Policy;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Handles the requests of players, and the sweep, which records lapsed streams as ended. Looks up
 * the plan, calls the store and emits events.
 *
 * <p>The returned stages fail only with {@link Unavailable} and may complete on a thread of the
 * store. Thread-safe. No method blocks.
 */
public final class Limiter {

  /**
   * The store failed. The change may or may not have been made. Retrying is safe, if a start is
   * retried with the same idempotency key.
   */
  public static final class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    Unavailable(StoreUnavailable cause) {
      super(cause.getMessage(), cause);
    }

    /** Returns the {@code Unavailable} in {@code failure}, and rethrows any other failure. */
    static Unavailable unwrap(Throwable failure) {
      if (Causes.of(failure) instanceof Unavailable unavailable) {
        return unavailable;
      }
      throw new CompletionException(failure);
    }
  }

  private final ObservedStore store;
  private final Policy policy;
  private final World world;
  private final Event.Listener events;
  private final Lookup lookup;
  private final Starts starts;
  private final StartLimit changeLimit = new StartLimit();

  /** Creates a limiter that does not close {@code store}. */
  public Limiter(LeaseStore store, Policy policy, World world, Event.Listener events) {
    var observed = new ObservedStore(store, world, events);
    this.store = observed;
    this.policy = policy;
    this.world = world;
    this.events = events;
    this.lookup = new Lookup(observed);
    this.starts = new Starts(observed, world, events, lookup);
  }

  /** Admits a start, answers a repeated one, records a past view, or refuses. */
  public CompletionStage<StartAnswer> start(Caller caller, StartRequest request) {
    return starts.start(terms(caller), request);
  }

  /** Renews a stream's lease. */
  public CompletionStage<StreamAnswer.ToHeartbeat> heartbeat(
      Caller caller, StreamId id, List<Report> reports) {
    var terms = terms(caller);
    var heartbeat = new Heartbeat(reports, terms.lease());
    return store
        .call(terms, Operation.RENEW, s -> s.renew(terms.viewer(), id, heartbeat, terms.now()))
        .thenCompose(decision -> answer(terms, id, decision));
  }

  /**
   * Handles a heartbeat of a stream that may have been admitted uncounted. Renews its lease if the
   * store has the stream after all.
   */
  public CompletionStage<StreamAnswer.ToHeartbeat> heartbeatOfUnenforced(
      Caller caller, StreamId id, List<Report> reports) {
    var terms = terms(caller);
    var answer =
        heartbeat(caller, id, reports)
            .<StreamAnswer.ToHeartbeat>thenApply(
                found ->
                    found instanceof StreamAnswer.Unknown
                        ? new StreamAnswer.NeverEnforced(terms)
                        : found);
    return switch (terms.pace().onStoreFailure()) {
      case REFUSE -> answer;
      case ADMIT -> answer.exceptionally(failure -> stillUnenforced(terms, id, failure));
    };
  }

  private StreamAnswer.ToHeartbeat stillUnenforced(Terms terms, StreamId id, Throwable failure) {
    var _ = Unavailable.unwrap(failure);
    events.on(new Event.HeartbeatAnswered(terms.caller(), id, Finding.UNENFORCED));
    return new StreamAnswer.StillUnenforced(terms);
  }

  /** Changes a stream, and ends it if the amendment says so. */
  public CompletionStage<StreamAnswer.ToAmendment> amend(
      Caller caller, StreamId id, Amendment amendment) {
    var terms = terms(caller);
    var perMinute = terms.plan().changesPerMinute();
    var wait = untilChangeAllowed(terms, amendment, perMinute);
    if (wait.isPositive()) {
      events.on(new Event.ChangeRefused(terms.caller(), id));
      return completedStage(new StreamAnswer.TooManyChanges(perMinute, wait));
    }
    return store
        .call(terms, Operation.AMEND, s -> s.amend(terms.viewer(), id, amendment, terms.now()))
        .thenCompose(decision -> answer(terms, amendment, decision));
  }

  /** An end is always allowed: it frees a slot, and a stream ends once. */
  private Duration untilChangeAllowed(Terms terms, Amendment amendment, int perMinute) {
    return switch (amendment.fate()) {
      case ENDS -> Duration.ZERO;
      case GOES_ON -> changeLimit.untilAllowed(terms.viewer(), perMinute, terms.now());
    };
  }

  /** Ends a stream. Ending an ended stream is not an error. */
  public CompletionStage<StreamAnswer.ToEnd> end(Caller caller, StreamId id) {
    var terms = terms(caller);
    return store
        .call(terms, Operation.END, s -> s.end(terms.viewer(), id, terms.now()))
        .thenApply(decision -> answer(terms, decision));
  }

  /** Returns one stream. */
  public CompletionStage<StreamAnswer.ToFind> find(Caller caller, StreamId id) {
    var terms = terms(caller);
    return lookup
        .find(terms, id)
        .thenApply(
            found ->
                found
                    .<StreamAnswer.ToFind>map(stream -> new StreamAnswer.Found(stream, terms))
                    .orElseGet(StreamAnswer.Unknown::new));
  }

  /** Returns a page of a viewer's streams, running and ended. */
  public CompletionStage<Listing> list(Caller caller, Listing.Selection request) {
    return lookup.page(terms(caller), request);
  }

  /** Records expired members as ended and returns how many. Call it every few seconds. */
  public CompletionStage<Integer> sweep() {
    return store
        .sweep()
        .whenComplete(
            (expired, failure) -> {
              if (failure == null) {
                events.on(new Event.Expired(expired));
              }
            });
  }

  private Terms terms(Caller caller) {
    return new Terms(caller, policy.plans().planOf(caller.viewer()), policy.pace(), world.now());
  }

  private CompletionStage<StreamAnswer.ToHeartbeat> answer(
      Terms terms, StreamId id, StreamDecision.OfRenewal decision) {
    return switch (decision) {
      case StreamDecision.Kept(var member, _) -> {
        events.on(new Event.HeartbeatAnswered(terms.caller(), id, Finding.MEMBER));
        yield completedStage(new StreamAnswer.Renewed(member, terms));
      }
      case StreamDecision.Gone(var stream) -> {
        events.on(new Event.HeartbeatAnswered(terms.caller(), id, Finding.ENDED));
        yield lookup.gone(terms, stream).thenApply(gone -> gone);
      }
      case StreamDecision.Unknown() -> {
        events.on(new Event.HeartbeatAnswered(terms.caller(), id, Finding.UNKNOWN));
        yield completedStage(new StreamAnswer.Unknown());
      }
    };
  }

  private CompletionStage<StreamAnswer.ToAmendment> answer(
      Terms terms, Amendment amendment, StreamDecision.OfAmendment decision) {
    return switch (decision) {
      case StreamDecision.Kept(var member, _) ->
          completedStage(new StreamAnswer.Found(member, terms));
      case StreamDecision.Closed(var stream, _) -> {
        events.on(new Event.StreamEnded(terms.caller(), stream));
        yield completedStage(new StreamAnswer.Found(stream, terms));
      }
      case StreamDecision.Rejected(var why) -> completedStage(new StreamAnswer.Rejected(why));
      case StreamDecision.Gone(var stream) ->
          switch (amendment.fate()) {
            // a repeated end: the first response may have been lost
            case ENDS -> completedStage(new StreamAnswer.Found(stream, terms));
            case GOES_ON -> lookup.gone(terms, stream).thenApply(gone -> gone);
          };
      case StreamDecision.Unknown() -> completedStage(new StreamAnswer.Unknown());
    };
  }

  private StreamAnswer.ToEnd answer(Terms terms, StreamDecision.OfEnd decision) {
    return switch (decision) {
      case StreamDecision.Closed(var stream, _) -> {
        events.on(new Event.StreamEnded(terms.caller(), stream));
        yield new StreamAnswer.Done();
      }
      case StreamDecision.Gone _ -> new StreamAnswer.Done();
      case StreamDecision.Unknown() -> new StreamAnswer.Unknown();
    };
  }
}
