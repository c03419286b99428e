package io.streamgate.store.dynamodb.units;

import io.streamgate.dynamodb.DynamoEngine;

final class DynaliteUnitsTest extends UnitsContract {

  DynaliteUnitsTest() {
    super(DynamoEngine.dynalite());
  }
}
