package io.streamgate.engines;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Builds DynamoDB updates from a short notation and the meaning of each term. */
final class Expressions {

  private static final Pattern WORD = Pattern.compile("[#:][A-Za-z]+");
  private static final Map<String, String> NAMES = Map.of("#L", "L.one", "#E", "E.one");
  private static final Map<String, AttributeValue> VALUES =
      Map.ofEntries(
          entry(":lease", lease(1000)),
          entry(":later", lease(2000)),
          entry(":zero", number(0)),
          entry(":one", number(1)),
          entry(":two", number(2)),
          entry(":three", number(3)),
          entry(":thousand", number(1000)),
          entry(":bytes", bytes("abc")),
          entry(":fewer", bytes("ab")),
          entry(":both", AttributeValue.fromSs(List.of("one", "two"))),
          entry(":first", AttributeValue.fromSs(List.of("one"))),
          entry(":devices", AttributeValue.fromSs(List.of("tv"))),
          entry(":device", AttributeValue.fromS("tv")),
          entry(":other", AttributeValue.fromS("phone")));

  private Expressions() {}

  static UpdateItemRequest.Builder update(String expression) {
    return UpdateItemRequest.builder()
        .updateExpression(expression)
        .returnConsumedCapacity(TOTAL)
        .applyMutation(request -> define(request, expression));
  }

  static UpdateItemRequest.Builder update(String expression, String condition) {
    return update(expression)
        .conditionExpression(condition)
        .returnValuesOnConditionCheckFailure(ALL_OLD)
        .applyMutation(request -> define(request, expression + " " + condition));
  }

  /** Two numbers and bytes in a map. */
  static AttributeValue lease(long expiresAtMs) {
    return AttributeValue.fromM(
        Map.of("s", number(0), "x", number(expiresAtMs), "b", bytes("abc")));
  }

  /** Defines only the terms that occur: DynamoDB rejects unused definitions. */
  private static void define(UpdateItemRequest.Builder request, String text) {
    var names = new TreeMap<String, String>();
    var values = new TreeMap<String, AttributeValue>();
    for (var word : WORD.matcher(text).results().map(MatchResult::group).toList()) {
      if (word.startsWith("#")) {
        names.put(word, NAMES.get(word));
      } else {
        values.put(word, VALUES.get(word));
      }
    }
    if (!names.isEmpty()) {
      request.expressionAttributeNames(names);
    }
    if (!values.isEmpty()) {
      request.expressionAttributeValues(values);
    }
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  private static AttributeValue bytes(String bytes) {
    return AttributeValue.fromB(SdkBytes.fromUtf8String(bytes));
  }
}
