package io.streamgate.store.dynamodb.race;

import io.streamgate.dynamodb.DynamoEngine;

final class DynaliteRaceTest extends LapsedRaceContract {

  DynaliteRaceTest() {
    super(DynamoEngine.dynalite());
  }
}
