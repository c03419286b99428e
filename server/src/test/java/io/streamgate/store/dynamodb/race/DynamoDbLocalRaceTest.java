package io.streamgate.store.dynamodb.race;

import io.streamgate.dynamodb.DynamoEngine;

final class DynamoDbLocalRaceTest extends LapsedRaceContract {

  DynamoDbLocalRaceTest() {
    super(DynamoEngine.dynamoDbLocal());
  }
}
