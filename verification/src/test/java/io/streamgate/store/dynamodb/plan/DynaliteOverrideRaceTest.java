package io.streamgate.store.dynamodb.plan;

import io.streamgate.engines.DynamoEngine;
import org.junit.jupiter.api.Tag;

@Tag("engine")
final class DynaliteOverrideRaceTest extends OverrideRaceContract {

  DynaliteOverrideRaceTest() {
    super(DynamoEngine.dynalite());
  }
}
