package io.streamgate.store.dynamodb.node;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Runs something between a node's decision and its update. By chance this happens once in a
 * thousand races.
 *
 * @param such the updates that it precedes
 * @param happens runs to completion; may use other nodes only
 */
public record Meanwhile(Predicate<UpdateItemRequest> such, Runnable happens)
    implements ExecutionInterceptor {

  /** Precedes updates whose condition contains that text. */
  public static Meanwhile before(String condition, Runnable happens) {
    return new Meanwhile(
        update ->
            update.conditionExpression() != null
                && update.conditionExpression().contains(condition),
        happens);
  }

  /** Precedes the first update whose condition contains that text. */
  public static Meanwhile once(String condition, Runnable happens) {
    var happened = new AtomicBoolean();
    return before(
        condition,
        () -> {
          if (happened.compareAndSet(false, true)) {
            happens.run();
          }
        });
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (context.request() instanceof UpdateItemRequest update && such.test(update)) {
      happens.run();
    }
  }
}
