package io.streamgate.store.dynamodb;

import io.streamgate.dynamodb.DynamoEngine;

final class DynaliteLeaseStoreTest extends DynamoDbLeaseStoreContract {

  DynaliteLeaseStoreTest() {
    super(DynamoEngine.dynalite());
  }
}
