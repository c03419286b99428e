package io.streamgate.store.dynamodb.fault;

import io.streamgate.dynamodb.DynamoEngine;

final class DynamoDbLocalFaultTest extends DeadNodeContract {

  DynamoDbLocalFaultTest() {
    super(DynamoEngine.dynamoDbLocal());
  }
}
