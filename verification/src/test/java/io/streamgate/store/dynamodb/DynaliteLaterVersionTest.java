package io.streamgate.store.dynamodb;

import io.streamgate.engines.DynamoEngine;
import org.junit.jupiter.api.Tag;

@Tag("engine")
final class DynaliteLaterVersionTest extends DynamoDbLaterVersionContract {

  DynaliteLaterVersionTest() {
    super(DynamoEngine.dynalite());
  }
}
