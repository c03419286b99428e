package io.streamgate.engines;

import org.junit.jupiter.api.Tag;

@Tag("engine")
final class DynamoDbLocalEngineTest extends DynamoDbContract {

  DynamoDbLocalEngineTest() {
    super(DynamoEngine.dynamoDbLocal());
  }
}
