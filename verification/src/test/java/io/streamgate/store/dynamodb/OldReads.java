package io.streamgate.store.dynamodb;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** A stale replica: eventually consistent reads return old data. */
final class OldReads implements ExecutionInterceptor {

  private volatile Optional<Map<String, AttributeValue>> shown = Optional.empty();
  private volatile Map<String, AttributeValue> last = Map.of();

  /** From now on, reads return nothing. */
  void showNothing() {
    shown = Optional.of(Map.of());
  }

  /** From now on, reads return the last result. */
  void showWhatWasReadLast() {
    shown = Optional.of(last);
  }

  @Override
  public SdkResponse modifyResponse(
      Context.ModifyResponse context, ExecutionAttributes executionAttributes) {
    if (context.response() instanceof GetItemResponse answer
        && context.request() instanceof GetItemRequest request) {
      if (Boolean.TRUE.equals(request.consistentRead())) {
        last = answer.item();
      } else if (shown.isPresent()) {
        return answer.toBuilder().item(shown.get()).build();
      }
    }
    return context.response();
  }
}
