package io.streamgate.engines;

import org.junit.jupiter.api.Tag;

@Tag("engine")
final class RealTableEngineTest extends DynamoDbContract {

  RealTableEngineTest() {
    super(DynamoEngine.realTable());
  }
}
