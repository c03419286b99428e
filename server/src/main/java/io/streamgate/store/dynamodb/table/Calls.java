package io.streamgate.store.dynamodb.table;

import io.streamgate.failure.Causes;
import io.streamgate.store.StoreUnavailable;
import io.streamgate.store.dynamodb.table.Table.Condition;
import io.streamgate.store.shared.CallLimit;
import io.streamgate.store.shared.Priority;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The calls to a table: at most so many at once, each of which fails only with {@link
 * StoreUnavailable}, and the last failure.
 */
final class Calls {

  private final String table;
  private final CallLimit callLimit;
  private final Tally tally;
  private volatile @Nullable String fault;
  private volatile boolean closed;

  Calls(String table, int inFlight, Tally tally) {
    this.table = table;
    this.callLimit = new CallLimit(inFlight);
    this.tally = tally;
  }

  /** Makes a call without a condition. */
  <T> CompletionStage<T> ask(
      Priority priority, Supplier<CompletableFuture<T>> call, Consumer<T> cost) {
    return send(priority, call)
        .handle(
            (answer, failure) -> {
              if (failure != null) {
                throw failed(failure);
              }
              succeeded();
              cost.accept(answer);
              return answer;
            });
  }

  /** Makes a call with a condition. */
  <T> CompletionStage<Condition> askIf(
      Priority priority, Supplier<CompletableFuture<T>> call, Consumer<T> cost) {
    return send(priority, call)
        .handle(
            (answer, failure) -> {
              if (failure == null) {
                succeeded();
                cost.accept(answer);
                return Condition.MET;
              }
              if (Causes.of(failure) instanceof ConditionalCheckFailedException unmet) {
                succeeded();
                tally.conflicts.increment();
                return attempts(unmet) > 1 ? Condition.UNMET_WHEN_REPEATED : Condition.UNMET;
              }
              throw failed(failure);
            });
  }

  /** Makes a call whose caller tells {@link #succeeded} from {@link #failed}. */
  <T> CompletionStage<T> send(Priority priority, Supplier<CompletableFuture<T>> call) {
    if (closed) {
      return CompletableFuture.failedStage(StoreUnavailable.rejected("the store is closed"));
    }
    if (!callLimit.enter(priority)) {
      return CompletableFuture.failedStage(
          StoreUnavailable.rejected("too many calls to table " + table + " are in flight"));
    }
    // the SDK throws what it notices before the call, such as missing credentials
    return CompletableFuture.completedStage(call)
        .thenCompose(Supplier::get)
        .whenComplete((_, _) -> callLimit.leave());
  }

  /** How often the request was sent. */
  static int attempts(ConditionalCheckFailedException unmet) {
    return Objects.requireNonNullElse(unmet.numAttempts(), 1);
  }

  void succeeded() {
    fault = null;
  }

  StoreUnavailable failed(Throwable failure) {
    var unavailable = Faults.unavailable(table, failure);
    if (unavailable.mayHaveHappened()) {
      fault = String.valueOf(unavailable.getMessage());
    }
    return unavailable;
  }

  /** Why the last call failed; empty if it did not. */
  Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  int inFlight() {
    return callLimit.taken();
  }

  /** Rejects further calls. */
  void close() {
    closed = true;
  }
}
