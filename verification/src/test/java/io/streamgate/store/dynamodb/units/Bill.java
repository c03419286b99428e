package io.streamgate.store.dynamodb.units;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Records the capacity that each call consumed, as reported by the table. */
final class Bill implements ExecutionInterceptor {

  /**
   * One call.
   *
   * @param text the operation, or an update's expression
   */
  record Item(String text, double units) {}

  private final List<Item> items = new CopyOnWriteArrayList<>();

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    switch (context.response()) {
      case UpdateItemResponse update ->
          add(
              ((UpdateItemRequest) context.request()).updateExpression(),
              update.consumedCapacity());
      case PutItemResponse put -> add("PutItem", put.consumedCapacity());
      case DeleteItemResponse delete -> add("DeleteItem", delete.consumedCapacity());
      case GetItemResponse get -> add("GetItem", get.consumedCapacity());
      case QueryResponse query -> add("Query", query.consumedCapacity());
      default -> throw new AssertionError("not a call that a store makes: " + context.request());
    }
  }

  /** Calls that do not request the consumed capacity are the tests' own. */
  private void add(String text, @Nullable ConsumedCapacity consumed) {
    if (consumed != null) {
      items.add(new Item(text, consumed.capacityUnits()));
    }
  }

  /** The number of calls whose text contains that. */
  int calls(String text) {
    return of(text).size();
  }

  private List<Item> of(String text) {
    return items.stream().filter(item -> item.text().contains(text)).toList();
  }

  /** The units of the last such call. */
  double last(String text) {
    return of(text).stream()
        .reduce((_, later) -> later)
        .orElseThrow(() -> new AssertionError("no call with " + text + " in " + items))
        .units();
  }
}
