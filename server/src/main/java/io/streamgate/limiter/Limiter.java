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
import io.streamgate.policy.Policy;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.StoreHealth;
import io.streamgate.store.StoreUnavailable;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * What a player can ask. Looks up the plan, lets the store decide by the kernel, and tells of the
 * outcome.
 *
 * <p>Every stage fails with {@link Unavailable} or not at all, and may complete on a thread of the
 * store's. Methods may be called from any thread and do not block.
 */
public final class Limiter {

  /**
   * The store failed. Whether the change has happened is open: the same call again, with the same
   * key, finds out and is harmless.
   */
  public static final class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    Unavailable(StoreUnavailable cause) {
      super(cause.getMessage(), cause);
    }

    /** The unavailability that a stage failed with; what else it failed with is thrown. */
    static Unavailable in(Throwable failure) {
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
  private final Starts starting;

  /** A limiter on {@code store}, which stays the caller's to close. */
  public Limiter(LeaseStore store, Policy policy, World world, Event.Listener events) {
    var watched = new ObservedStore(store, world, events);
    this.store = watched;
    this.policy = policy;
    this.world = world;
    this.events = events;
    this.lookup = new Lookup(watched);
    this.starting = new Starts(watched, world, events, lookup);
  }

  /** Admits, replays, records or refuses a stream. */
  public CompletionStage<StartAnswer> start(Caller caller, StartRequest request) {
    return starting.start(terms(caller), request);
  }

  /** Renews a stream's lease. */
  public CompletionStage<StreamAnswer.ToHeartbeat> heartbeat(
      Caller caller, StreamId id, List<Report> told) {
    var terms = terms(caller);
    return store
        .renew(terms, id, new Heartbeat(told, terms.lease()))
        .thenCompose(decision -> answer(terms, id, decision));
  }

  /** Renews a stream that may never have been counted, if the store has heard of it after all. */
  public CompletionStage<StreamAnswer.ToHeartbeat> heartbeatOfUnenforced(
      Caller caller, StreamId id, List<Report> told) {
    var terms = terms(caller);
    var answering =
        heartbeat(caller, id, told)
            .<StreamAnswer.ToHeartbeat>thenApply(
                answer ->
                    answer instanceof StreamAnswer.Unknown
                        ? new StreamAnswer.NeverEnforced(terms)
                        : answer);
    return switch (terms.pace().onStoreFailure()) {
      case REFUSE -> answering;
      case ADMIT -> answering.exceptionally(failure -> stillUnenforced(terms, id, failure));
    };
  }

  private StreamAnswer.ToHeartbeat stillUnenforced(Terms terms, StreamId id, Throwable failure) {
    var _ = Unavailable.in(failure);
    events.on(new Event.HeartbeatAnswered(terms.caller(), id, Finding.UNENFORCED));
    return new StreamAnswer.StillUnenforced(terms);
  }

  /** Changes what is known of a stream, and ends it where the amendment says so. */
  public CompletionStage<StreamAnswer.ToAmendment> amend(
      Caller caller, StreamId id, Amendment amendment) {
    var terms = terms(caller);
    return store
        .amend(terms, id, amendment)
        .thenCompose(decision -> answer(terms, amendment, decision));
  }

  /** Ends a stream. That it has ended before is no error. */
  public CompletionStage<StreamAnswer.ToEnd> end(Caller caller, StreamId id) {
    var terms = terms(caller);
    return store.end(terms, id).thenApply(decision -> answer(terms, decision));
  }

  /** Shows one stream. */
  public CompletionStage<StreamAnswer.ToFind> find(Caller caller, StreamId id) {
    var terms = terms(caller);
    return store
        .find(terms, id)
        .thenApply(
            found ->
                found
                    .<StreamAnswer.ToFind>map(stream -> new StreamAnswer.Found(stream, terms))
                    .orElseGet(StreamAnswer.Unknown::new));
  }

  /** Shows a viewer's streams, running and ended. */
  public CompletionStage<Listing> list(Caller caller, Listing.Selection request) {
    return lookup.page(terms(caller), request);
  }

  /** Puts on record what time alone has changed. To be called every few seconds. */
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

  /** How the store stands. */
  public StoreHealth health() {
    return store.health();
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
            // an end repeated: its first answer may have been lost
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
