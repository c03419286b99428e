package io.streamgate.store.dynamodb.node;

import java.util.function.Predicate;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Lets something happen after a node has made up its mind and before the table hears of it: what
 * chance brings about once in a thousand races.
 *
 * @param such which updates it comes before
 * @param happens waits until it has happened; may use other nodes only
 */
public record Meanwhile(Predicate<UpdateItemRequest> such, Runnable happens)
    implements ExecutionInterceptor {

  /** Before updates whose condition has that text in it. */
  public static Meanwhile before(String condition, Runnable happens) {
    return new Meanwhile(
        update ->
            update.conditionExpression() != null
                && update.conditionExpression().contains(condition),
        happens);
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (context.request() instanceof UpdateItemRequest update && such.test(update)) {
      happens.run();
    }
  }
}
