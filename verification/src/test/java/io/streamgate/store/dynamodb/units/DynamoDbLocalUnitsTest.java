package io.streamgate.store.dynamodb.units;

import io.streamgate.engines.DynamoEngine;
import org.junit.jupiter.api.Tag;

@Tag("engine")
final class DynamoDbLocalUnitsTest extends PlanUnitsContract {

  DynamoDbLocalUnitsTest() {
    super(DynamoEngine.dynamoDbLocal());
  }

  @Override
  int readsAfterAFailedCheck() {
    return 0;
  }
}
