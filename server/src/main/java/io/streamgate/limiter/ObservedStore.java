package io.streamgate.limiter;

import io.streamgate.failure.Causes;
import io.streamgate.lease.Amendment;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Stream;
import io.streamgate.limiter.Event.Operation;
import io.streamgate.limiter.Event.Trigger;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.StoreHealth;
import io.streamgate.store.StoreUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The store as the limiter asks it: each call is told with the time it took, each failure once.
 * Every stage fails with {@link Limiter.Unavailable} or not at all.
 */
final class ObservedStore {

  private final LeaseStore store;
  private final World world;
  private final Event.Listener events;

  ObservedStore(LeaseStore store, World world, Event.Listener events) {
    this.store = store;
    this.world = world;
    this.events = events;
  }

  CompletionStage<StartDecision> start(Terms terms, Start start) {
    return watched(
        by(terms),
        Operation.START,
        () -> store.start(terms.viewer(), start, terms.rules(), terms.now()));
  }

  CompletionStage<StreamDecision.OfRenewal> renew(Terms terms, StreamId id, Heartbeat heartbeat) {
    return watched(
        by(terms), Operation.RENEW, () -> store.renew(terms.viewer(), id, heartbeat, terms.now()));
  }

  CompletionStage<StreamDecision.OfAmendment> amend(Terms terms, StreamId id, Amendment amendment) {
    return watched(
        by(terms), Operation.AMEND, () -> store.amend(terms.viewer(), id, amendment, terms.now()));
  }

  CompletionStage<StreamDecision.OfEnd> end(Terms terms, StreamId id) {
    return watched(by(terms), Operation.END, () -> store.end(terms.viewer(), id, terms.now()));
  }

  CompletionStage<LeaseSet> read(Terms terms) {
    return watched(by(terms), Operation.READ, () -> store.read(terms.viewer()));
  }

  CompletionStage<Optional<Stream>> find(Terms terms, StreamId id) {
    return watched(by(terms), Operation.FIND, () -> store.find(terms.viewer(), id, terms.now()));
  }

  CompletionStage<List<Ended>> history(Terms terms, HistoryPage page) {
    return watched(
        by(terms), Operation.HISTORY, () -> store.history(terms.viewer(), page, terms.now()));
  }

  CompletionStage<Integer> sweep() {
    return watched(new Trigger.BySchedule(), Operation.SWEEP, () -> store.sweep(world.now()));
  }

  StoreHealth health() {
    return store.health();
  }

  private static Trigger by(Terms terms) {
    return new Trigger.ByCaller(terms.caller());
  }

  private <T> CompletionStage<T> watched(
      Trigger trigger, Operation operation, Supplier<CompletionStage<T>> call) {
    var begin = world.nanoTime();
    return call.get()
        .handle(
            (answer, failure) -> {
              var nanos = world.nanoTime() - begin;
              if (failure == null) {
                events.on(new Event.StoreAnswered(operation, nanos));
                return answer;
              }
              var unavailable = unavailable(failure);
              events.on(new Event.StoreFailed(trigger, operation, nanos, told(unavailable)));
              throw new Limiter.Unavailable(unavailable);
            });
  }

  /** The cause is what helps an operator: a full disk, not that a commit failed. */
  private static String told(StoreUnavailable unavailable) {
    var message = String.valueOf(unavailable.getMessage());
    var cause = unavailable.getCause();
    return cause == null || message.contains(String.valueOf(cause.getMessage()))
        ? message
        : message + ": " + cause;
  }

  private static StoreUnavailable unavailable(Throwable failure) {
    var cause = Causes.of(failure);
    return cause instanceof StoreUnavailable unavailable
        ? unavailable
        : StoreUnavailable.underWay("the store broke its promise", cause);
  }
}
