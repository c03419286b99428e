package io.streamgate.store.dynamodb.race;

import io.streamgate.engines.DynamoEngine;
import org.junit.jupiter.api.Tag;

@Tag("engine")
final class DynamoDbLocalRaceTest extends PlanRaceContract {

  DynamoDbLocalRaceTest() {
    super(DynamoEngine.dynamoDbLocal());
  }
}
