package io.streamgate.store.dynamodb;

import io.streamgate.engines.DynamoEngine;
import org.junit.jupiter.api.Tag;

@Tag("engine")
final class DynamoDbLocalLeaseStoreTest extends DynamoDbLeaseStoreContract {

  DynamoDbLocalLeaseStoreTest() {
    super(DynamoEngine.dynamoDbLocal());
  }
}
