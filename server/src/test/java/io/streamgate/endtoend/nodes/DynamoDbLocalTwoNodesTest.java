package io.streamgate.endtoend.nodes;

import io.streamgate.dynamodb.DynamoEngine;

final class DynamoDbLocalTwoNodesTest extends TwoNodesTest {

  DynamoDbLocalTwoNodesTest() {
    super(DynamoEngine.dynamoDbLocal());
  }
}
