package io.streamgate.bench.cost;

import io.streamgate.bench.cost.price.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Records the consumed capacity that the table reports for each call. */
final class Meter implements ExecutionInterceptor {

  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

  /** One call to the table. */
  sealed interface Call {

    /** A call that succeeded. */
    record Made(Units units) implements Call {}

    /** The condition failed. The table charges the same for such a call and does not report it. */
    record Unmet() implements Call {}
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    calls.add(new Call.Made(consumed(context.response())));
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    for (var cause = context.exception(); cause != null; cause = cause.getCause()) {
      if (cause instanceof ConditionalCheckFailedException) {
        calls.add(new Call.Unmet());
        return;
      }
    }
  }

  /** Returns the calls since the last time, once there are at least {@code fewest}. */
  List<Call> since(int fewest) {
    var received = new ArrayList<Call>();
    try {
      while (received.size() < fewest) {
        var call = calls.poll(CALL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        if (call == null) {
          throw new IllegalStateException(
              "only %d calls instead of at least %d".formatted(received.size(), fewest));
        }
        received.add(call);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    calls.drainTo(received);
    return received;
  }

  private static Units consumed(SdkResponse response) {
    return switch (response) {
      case UpdateItemResponse answer -> new Units(units(answer.consumedCapacity()), 0);
      case PutItemResponse answer -> new Units(units(answer.consumedCapacity()), 0);
      case DeleteItemResponse answer -> new Units(units(answer.consumedCapacity()), 0);
      case GetItemResponse answer -> new Units(0, units(answer.consumedCapacity()));
      case QueryResponse answer -> new Units(0, units(answer.consumedCapacity()));
      default -> throw new IllegalArgumentException("not metered: " + response.getClass());
    };
  }

  /** Fails if the consumed capacity is missing. Otherwise every call would look free. */
  private static double units(ConsumedCapacity capacity) {
    var units = capacity == null ? null : capacity.capacityUnits();
    if (units == null) {
      throw new IllegalStateException("a response does not contain the consumed capacity");
    }
    return units;
  }
}
