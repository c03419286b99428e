package io.streamgate.store.dynamodb.units;

import io.streamgate.dynamodb.DynamoEngine;

final class DynamoDbLocalUnitsTest extends UnitsContract {

  DynamoDbLocalUnitsTest() {
    super(DynamoEngine.dynamoDbLocal());
  }
}
