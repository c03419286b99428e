package io.streamgate.store.dynamodb;

import io.streamgate.engines.DynamoEngine;
import org.junit.jupiter.api.Tag;

@Tag("engine")
final class DynamoDbLocalLaterVersionTest extends DynamoDbLaterVersionContract {

  DynamoDbLocalLaterVersionTest() {
    super(DynamoEngine.dynamoDbLocal());
  }
}
