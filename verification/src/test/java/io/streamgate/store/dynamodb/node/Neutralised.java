package io.streamgate.store.dynamodb.node;

import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Breaks a node on purpose: this term is always true in a condition. A race test that passes with
 * such a node proves nothing.
 *
 * @param term matches a part of a condition's text
 */
public record Neutralised(Pattern term) implements ExecutionInterceptor {

  /** Breaks the terms that this regular expression matches. */
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

  /** Keeps the term in the condition, because a table rejects unused names and values. */
  private String broken(String condition) {
    return term.matcher(condition).replaceAll(found -> "($0 OR NOT ($0))");
  }
}
