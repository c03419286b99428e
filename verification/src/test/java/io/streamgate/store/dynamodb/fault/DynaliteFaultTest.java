package io.streamgate.store.dynamodb.fault;

import io.streamgate.engines.DynamoEngine;
import org.junit.jupiter.api.Tag;

@Tag("engine")
final class DynaliteFaultTest extends OverrideFaultContract {

  DynaliteFaultTest() {
    super(DynamoEngine.dynalite());
  }
}
