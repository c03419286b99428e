package io.streamgate.store.dynamodb.units;

import io.streamgate.engines.DynamoEngine;
import org.junit.jupiter.api.Tag;

@Tag("engine")
final class DynaliteUnitsTest extends PlanUnitsContract {

  DynaliteUnitsTest() {
    super(DynamoEngine.dynalite());
  }

  @Override
  int readsAfterAFailedCheck() {
    return 1;
  }
}
