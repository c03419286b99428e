package io.streamgate.store.dynamodb.plan;

import io.streamgate.engines.DynamoEngine;
import org.junit.jupiter.api.Tag;

@Tag("engine")
final class DynamoDbLocalOverrideRaceTest extends OverrideRaceContract {

  DynamoDbLocalOverrideRaceTest() {
    super(DynamoEngine.dynamoDbLocal());
  }
}
