package io.streamgate.store.dynamodb;

import io.streamgate.dynamodb.DynamoEngine;

final class RealTableLeaseStoreTest extends DynamoDbLeaseStoreContract {

  RealTableLeaseStoreTest() {
    super(DynamoEngine.realTable());
  }
}
