package io.streamgate.limiter;

import io.streamgate.failure.Causes;
import io.streamgate.limiter.Event.Operation;
import io.streamgate.limiter.Event.Trigger;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.StoreUnavailable;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Calls the store and emits an event for each call. Fails only with {@link Limiter.Unavailable}.
 */
public final class ObservedStore {

  private final LeaseStore store;
  private final World world;
  private final Event.Listener events;

  /** Creates one that does not close {@code store}. */
  public ObservedStore(LeaseStore store, World world, Event.Listener events) {
    this.store = store;
    this.world = world;
    this.events = events;
  }

  /** Calls the store for {@code terms.caller()}. */
  <T> CompletionStage<T> call(
      Terms terms, Operation operation, Function<LeaseStore, CompletionStage<T>> call) {
    return call(new Trigger.ByCaller(terms.caller()), operation, call);
  }

  /** Calls the store. */
  public <T> CompletionStage<T> call(
      Trigger trigger, Operation operation, Function<LeaseStore, CompletionStage<T>> call) {
    return observe(trigger, operation, () -> call.apply(store));
  }

  CompletionStage<Integer> sweep() {
    return observe(
        new Trigger.BySchedule(),
        Operation.SWEEP,
        () ->
            store.sweep(
                world.now(), (viewer, stream) -> events.on(new Event.Lapsed(viewer, stream))));
  }

  /** Calls what is kept beside the streams. */
  public <T> CompletionStage<T> observe(
      Trigger trigger, Operation operation, Supplier<CompletionStage<T>> call) {
    var start = world.nanoTime();
    return call.get()
        .handle(
            (answer, failure) -> {
              var nanos = world.nanoTime() - start;
              if (failure == null) {
                events.on(new Event.StoreAnswered(operation, nanos));
                return answer;
              }
              var unavailable = unavailable(failure);
              events.on(new Event.StoreFailed(trigger, operation, nanos, message(unavailable)));
              throw new Limiter.Unavailable(unavailable);
            });
  }

  /** The message with its cause: "disk full" tells an operator more than "commit failed". */
  private static String message(StoreUnavailable unavailable) {
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
        : StoreUnavailable.underWay("the store failed unexpectedly", cause);
  }
}
