package io.streamgate.limiter;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.failure.Causes;
import io.streamgate.identity.Caller;
import io.streamgate.lease.Amendment;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.Heartbeat.Sender;
import io.streamgate.lease.Leave;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Playback.Report;
import io.streamgate.limiter.Event.Finding;
import io.streamgate.limiter.Event.Operation;
import io.streamgate.policy.Policy;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.StoreUnavailable;
import java.time.Instant;
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

  /** Is told of starts that a store has decided. Called on any thread: must not block. */
  @FunctionalInterface
  public interface StartObserver {

    /** The decision on {@code start}, by the terms without an override. */
    void decided(Terms terms, StartRequest request, Start start, StartDecision decision);
  }

  private final ObservedStore store;
  private final Policy policy;
  private final World world;
  private final Event.Listener events;
  private final Lookup lookup;
  private final Starts starts;
  private final Amendments amendments;

  /** Creates a limiter that does not close {@code store}, and whose starts nobody observes. */
  public Limiter(LeaseStore store, Policy policy, World world, Event.Listener events) {
    this(store, policy, world, events, (_, _, _, _) -> {});
  }

  /** Creates a limiter that does not close {@code store}. */
  public Limiter(
      LeaseStore store, Policy policy, World world, Event.Listener events, StartObserver observer) {
    var observed = new ObservedStore(store, world, events);
    this.store = observed;
    this.policy = policy;
    this.world = world;
    this.events = events;
    this.lookup = new Lookup(observed);
    this.starts = new Starts(observed, world, events, observer, lookup);
    this.amendments = new Amendments(observed, events, lookup);
  }

  /** Admits a start, answers a repeated one, records a past view, or refuses. */
  public CompletionStage<StartAnswer> start(Caller caller, StartRequest request) {
    return starts.start(terms(caller), request);
  }

  /** Renews a stream's lease. */
  public CompletionStage<StreamAnswer.ToHeartbeat> heartbeat(
      Caller caller, StreamId id, List<Report> reports, Sender sender) {
    var terms = terms(caller);
    var heartbeat = new Heartbeat(reports, terms.lease(), sender);
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
    var answer = neverEnforced(terms, heartbeat(caller, id, reports, Sender.PRESENT));
    return switch (terms.pace().onStoreFailure()) {
      case REFUSE -> answer;
      case ADMIT -> answer.exceptionally(failure -> stillUnenforced(terms, id, failure));
    };
  }

  /** An answer about a stream that was admitted uncounted, if the store does not have it. */
  private static CompletionStage<StreamAnswer.ToHeartbeat> neverEnforced(
      Terms terms, CompletionStage<StreamAnswer.ToHeartbeat> answer) {
    return answer.thenApply(
        found ->
            found instanceof StreamAnswer.Unknown ? new StreamAnswer.NeverEnforced(terms) : found);
  }

  /**
   * Cuts a stream's lease to the grace, because its player may be gone, if it still ends at {@code
   * told}.
   */
  public CompletionStage<StreamAnswer.ToHeartbeat> leave(Caller caller, StreamId id, Instant told) {
    var terms = terms(caller);
    var leave = new Leave(told, terms.pace().leaveGrace());
    return store
        .call(terms, Operation.LEAVE, s -> s.leave(terms.viewer(), id, leave, terms.now()))
        .thenCompose(decision -> left(terms, id, decision));
  }

  /** Handles a leave of a stream that may have been admitted uncounted. */
  public CompletionStage<StreamAnswer.ToHeartbeat> leaveOfUnenforced(
      Caller caller, StreamId id, Instant told) {
    return neverEnforced(terms(caller), leave(caller, id, told));
  }

  private CompletionStage<StreamAnswer.ToHeartbeat> left(
      Terms terms, StreamId id, StreamDecision.OfRenewal decision) {
    events.on(new Event.LeaveAnswered(terms.caller(), id, finding(decision)));
    return found(terms, decision);
  }

  private StreamAnswer.ToHeartbeat stillUnenforced(Terms terms, StreamId id, Throwable failure) {
    var _ = Unavailable.unwrap(failure);
    events.on(new Event.HeartbeatAnswered(terms.caller(), id, Finding.UNENFORCED));
    return new StreamAnswer.StillUnenforced(terms);
  }

  /** Changes a stream, and ends it if the amendment says so. */
  public CompletionStage<StreamAnswer.ToAmendment> amend(
      Caller caller, StreamId id, Amendment amendment) {
    return amendments.amend(terms(caller), id, amendment);
  }

  /** Ends a stream for a player on {@code by}. Ending an ended stream is not an error. */
  public CompletionStage<StreamAnswer.ToEnd> end(Caller caller, StreamId id, Device by) {
    var terms = terms(caller);
    return store
        .call(terms, Operation.END, s -> s.end(terms.viewer(), id, by, terms.now()))
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
    return new Terms(caller, policy.plans().offerTo(caller.viewer()), policy.pace(), world.now());
  }

  private CompletionStage<StreamAnswer.ToHeartbeat> answer(
      Terms terms, StreamId id, StreamDecision.OfRenewal decision) {
    events.on(new Event.HeartbeatAnswered(terms.caller(), id, finding(decision)));
    return found(terms, decision);
  }

  private static Finding finding(StreamDecision.OfRenewal decision) {
    return switch (decision) {
      case StreamDecision.Kept _ -> Finding.MEMBER;
      case StreamDecision.Gone _ -> Finding.ENDED;
      case StreamDecision.Unknown() -> Finding.UNKNOWN;
    };
  }

  private CompletionStage<StreamAnswer.ToHeartbeat> found(
      Terms terms, StreamDecision.OfRenewal decision) {
    return switch (decision) {
      case StreamDecision.Kept(var member, _) ->
          completedStage(new StreamAnswer.Renewed(member, terms));
      case StreamDecision.Gone(var stream) -> lookup.gone(terms, stream).thenApply(gone -> gone);
      case StreamDecision.Unknown() -> completedStage(new StreamAnswer.Unknown());
    };
  }

  private StreamAnswer.ToEnd answer(Terms terms, StreamDecision.OfEnd decision) {
    return switch (decision) {
      case StreamDecision.Closed(var stream, _) -> {
        events.on(new Event.StreamEnded(terms.caller(), stream, terms.planName()));
        yield new StreamAnswer.Done();
      }
      case StreamDecision.Gone _ -> new StreamAnswer.Done();
      case StreamDecision.Unknown() -> new StreamAnswer.Unknown();
    };
  }
}
