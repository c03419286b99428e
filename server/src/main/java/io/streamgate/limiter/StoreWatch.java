package io.streamgate.limiter;

import io.streamgate.limiter.Event.Operation;
import io.streamgate.store.StoreUnavailable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Tells how long the store took for each call, and of each failure once. */
final class StoreWatch {

  private final World world;
  private final Event.Listener events;

  StoreWatch(World world, Event.Listener events) {
    this.world = world;
    this.events = events;
  }

  <T> CompletionStage<T> watch(
      Caller caller, Operation operation, Supplier<CompletionStage<T>> call) {
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
              events.on(new Event.StoreFailed(caller, operation, nanos, told(unavailable)));
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
    var cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof StoreUnavailable unavailable
        ? unavailable
        : StoreUnavailable.underWay("the store broke its promise", cause);
  }
}
