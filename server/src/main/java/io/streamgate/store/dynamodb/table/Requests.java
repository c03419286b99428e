package io.streamgate.store.dynamodb.table;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.dynamodb.item.RowKeys;
import io.streamgate.store.dynamodb.item.expression.ItemUpdate;
import java.util.Map;
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

  /** Replaces a viewer's live item if it has that version; 0 stands for no item. */
  PutItemRequest replaceLive(Map<String, AttributeValue> item, long version) {
    var put = PutItemRequest.builder().tableName(table).item(item);
    return (version == 0
            ? put.conditionExpression("attribute_not_exists(v)")
            : put.conditionExpression("v = :v").expressionAttributeValues(version(version)))
        .returnConsumedCapacity(TOTAL)
        .build();
  }

  /** Deletes a viewer's live item if it has that version. */
  DeleteItemRequest deleteLive(ViewerId viewer, long version) {
    return delete(RowKeys.live(viewer)).toBuilder()
        .conditionExpression("v = :v")
        .expressionAttributeValues(version(version))
        .build();
  }

  private static Map<String, AttributeValue> version(long version) {
    return Map.of(":v", AttributeValue.fromN(Long.toString(version)));
  }

  /** The keys of a viewer's rows, from the one {@code after} that, or from the first if empty. */
  QueryRequest keys(ViewerId viewer, Map<String, AttributeValue> after, int size) {
    return QueryRequest.builder()
        .tableName(table)
        .keyConditionExpression("pk = :pk")
        .expressionAttributeValues(Map.of(":pk", RowKeys.partition(viewer)))
        .projectionExpression("pk, sk")
        .exclusiveStartKey(after.isEmpty() ? null : after)
        .consistentRead(true)
        .limit(size)
        .returnConsumedCapacity(TOTAL)
        .build();
  }

  QueryRequest newest(Map<String, AttributeValue> range, int size) {
    return QueryRequest.builder()
        .tableName(table)
        .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
        .expressionAttributeValues(range)
        .scanIndexForward(false)
        .consistentRead(true)
        .limit(size)
        .returnConsumedCapacity(TOTAL)
        .build();
  }
}
