package io.streamgate.store.dynamodb.table;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.dynamodb.item.RowKeys;
import io.streamgate.store.dynamodb.item.expression.ItemUpdate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Builds the requests to a table. Each asks for its consumed capacity. */
record Requests(String table) {

  /** Returns the item in any case: the new one, or the current one if the condition fails. */
  UpdateItemRequest update(ViewerId viewer, ItemUpdate change) {
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(RowKeys.live(viewer))
        .updateExpression(change.update())
        .conditionExpression(change.condition())
        .expressionAttributeNames(change.names())
        .expressionAttributeValues(change.values())
        .returnValues(ReturnValue.ALL_NEW)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .returnConsumedCapacity(TOTAL)
        .build();
  }

  GetItemRequest strongGet(Map<String, AttributeValue> key) {
    return eventualGet(key).toBuilder().consistentRead(true).build();
  }

  GetItemRequest eventualGet(Map<String, AttributeValue> key) {
    return GetItemRequest.builder().tableName(table).key(key).returnConsumedCapacity(TOTAL).build();
  }

  PutItemRequest putIfAbsent(Map<String, AttributeValue> row) {
    return PutItemRequest.builder()
        .tableName(table)
        .item(row)
        .conditionExpression("attribute_not_exists(pk)")
        .returnConsumedCapacity(TOTAL)
        .build();
  }

  DeleteItemRequest delete(Map<String, AttributeValue> key) {
    return DeleteItemRequest.builder()
        .tableName(table)
        .key(key)
        .returnConsumedCapacity(TOTAL)
        .build();
  }

  QueryRequest history(ViewerId viewer, @Nullable StreamId last, int size) {
    return QueryRequest.builder()
        .tableName(table)
        .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
        .expressionAttributeValues(RowKeys.historyUpTo(viewer, last))
        .scanIndexForward(false)
        .consistentRead(true)
        .limit(size)
        .returnConsumedCapacity(TOTAL)
        .build();
  }
}
