package io.streamgate.store.dynamodb.fault;

import io.streamgate.dynamodb.DynamoEngine;

final class DynaliteFaultTest extends DeadNodeContract {

  DynaliteFaultTest() {
    super(DynamoEngine.dynalite());
  }
}
