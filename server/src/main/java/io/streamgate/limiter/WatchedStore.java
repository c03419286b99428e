package io.streamgate.limiter;

import io.streamgate.failure.Causes;
import io.streamgate.lease.Amendment;
import io.streamgate.lease.Ended;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.Stream;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
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
final class WatchedStore {

  private final LeaseStore store;
  private final World world;
  private final Event.Listener events;

  WatchedStore(LeaseStore store, World world, Event.Listener events) {
    this.store = store;
    this.world = world;
    this.events = events;
  }

  CompletionStage<StartDecision> start(Asked asked, Start start) {
    return watched(
        by(asked),
        Operation.START,
        () -> store.start(asked.viewer(), start, asked.rules(), asked.now()));
  }

  CompletionStage<StreamDecision.OfRenewal> renew(Asked asked, StreamId id, Heartbeat heartbeat) {
    return watched(
        by(asked), Operation.RENEW, () -> store.renew(asked.viewer(), id, heartbeat, asked.now()));
  }

  CompletionStage<StreamDecision.OfAmendment> amend(Asked asked, StreamId id, Amendment amendment) {
    return watched(
        by(asked), Operation.AMEND, () -> store.amend(asked.viewer(), id, amendment, asked.now()));
  }

  CompletionStage<StreamDecision.OfEnd> end(Asked asked, StreamId id) {
    return watched(by(asked), Operation.END, () -> store.end(asked.viewer(), id, asked.now()));
  }

  CompletionStage<LeaseSet> read(Asked asked) {
    return watched(by(asked), Operation.READ, () -> store.read(asked.viewer()));
  }

  CompletionStage<Optional<Stream>> find(Asked asked, StreamId id) {
    return watched(by(asked), Operation.FIND, () -> store.find(asked.viewer(), id, asked.now()));
  }

  CompletionStage<List<Ended>> history(Asked asked, HistoryPage page) {
    return watched(
        by(asked), Operation.HISTORY, () -> store.history(asked.viewer(), page, asked.now()));
  }

  CompletionStage<Integer> sweep() {
    return watched(new Trigger.BySchedule(), Operation.SWEEP, () -> store.sweep(world.now()));
  }

  StoreHealth health() {
    return store.health();
  }

  private static Trigger by(Asked asked) {
    return new Trigger.ByCaller(asked.caller());
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
