package io.streamgate.store.dynamodb;

import io.streamgate.dynamodb.DynamoEngine;

final class DynamoDbLocalLeaseStoreTest extends DynamoDbLeaseStoreContract {

  DynamoDbLocalLeaseStoreTest() {
    super(DynamoEngine.dynamoDbLocal());
  }
}
