package io.streamgate.store.dynamodb.node;

import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Breaks a node on purpose: wherever this term is in a condition, it holds. A race that such a node
 * wins all the same is no race.
 *
 * @param term what it looks for in the text of a condition
 */
public record Neutralised(Pattern term) implements ExecutionInterceptor {

  /** Breaks what this regular expression matches. */
  public static Neutralised of(String term) {
    return new Neutralised(Pattern.compile(term));
  }

  /** Breaks nothing. */
  public static Neutralised nothing() {
    return of("(?!)");
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    return context.request() instanceof UpdateItemRequest update
            && update.conditionExpression() != null
        ? update.toBuilder().conditionExpression(broken(update.conditionExpression())).build()
        : context.request();
  }

  /** The term stays in: a table refuses names and values that no expression uses. */
  private String broken(String condition) {
    return term.matcher(condition).replaceAll(found -> "($0 OR NOT ($0))");
  }
}
